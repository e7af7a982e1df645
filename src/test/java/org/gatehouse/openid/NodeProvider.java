package org.gatehouse.openid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The provider of {@code src/test/oidc}, which others have written: npm's {@code oidc-provider}, in
 * the versions of the lock file. Needs Node 20 and npm; without them, the build leaves the tests
 * tagged {@code node} out, and says so.
 */
public final class NodeProvider implements AutoCloseable {
  private static final Path SOURCE = Path.of("src/test/oidc");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "provider.mjs");

  private final int port;
  private @Nullable Process process;

  /** Takes a port; {@link #start} begins. */
  public NodeProvider() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its issuer. */
  public String issuer() {
    return "http://127.0.0.1:" + port;
  }

  /** Installs what it needs, once, and starts it for one client. */
  public void start(String redirectUri) {
    Path directory = Path.of(System.getProperty("gatehouse.it", "target/it"), "oidc-provider");
    try {
      Files.createDirectories(directory);
      for (String file : FILES) {
        Files.copy(
            SOURCE.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.isDirectory(directory.resolve("node_modules"))) {
        install(directory);
      }
      Process started =
          new ProcessBuilder(
                  "node",
                  "provider.mjs",
                  Integer.toString(port),
                  OpenIdProvider.CLIENT_ID,
                  OpenIdProvider.CLIENT_SECRET,
                  redirectUri)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      process = started;
      awaitReady(started);
    } catch (IOException e) {
      throw new UncheckedIOException("Node and npm are needed for this test", e);
    }
  }

  private static void install(Path directory) throws IOException {
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("npm.log").toFile())
            .start();
    try {
      if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        throw new AssertionError("npm ci: " + Files.readString(directory.resolve("npm.log")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      npm.destroy();
    }
  }

  private static void awaitReady(Process started) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ready")) {
        return;
      }
      lines.add(line);
    }
    throw new AssertionError("The provider did not start: " + lines);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
    }
  }
}
