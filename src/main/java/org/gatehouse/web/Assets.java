package org.gatehouse.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.crypto.Sha256;

/**
 * The files that pages refer to, held in memory. The name of each has a digest of its content in
 * it, so that browsers may keep a file forever and still get a new one after an update.
 */
public final class Assets {
  private static final Map<String, String> TYPES =
      Map.of("gatehouse.css", "text/css;charset=UTF-8", "gatehouse.svg", "image/svg+xml");

  private final Map<String, Asset> byPath = new HashMap<>();
  private final Map<String, String> paths = new HashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Asset(String mediaType, byte[] content) {}

  /** Reads all of them. */
  public Assets() {
    TYPES.forEach(
        (name, type) -> {
          byte[] content = read(name);
          String path =
              "/"
                  + name.replace(
                      ".", "-" + HexFormat.of().formatHex(Sha256.of(content), 0, 6) + ".");
          byPath.put(path, new Asset(type, content));
          paths.put(name, "/assets" + path);
        });
  }

  /** Below {@code /assets}. */
  Optional<Asset> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** Where the file is, relative to the context root. */
  String path(String name) {
    return Optional.ofNullable(paths.get(name)).orElseThrow();
  }

  private static byte[] read(String name) {
    try (InputStream file = Assets.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
