package org.gatehouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Edits a server's own configuration file; a text that is not there is an error, not a no-op. */
final class TextFile {
  private final Path path;
  private String text;

  private TextFile(Path path, String text) {
    this.path = path;
    this.text = text;
  }

  static TextFile edit(Path path) throws IOException {
    return new TextFile(path, Files.readString(path));
  }

  TextFile replace(String from, String to) {
    if (!text.contains(from)) {
      throw new IllegalStateException(path + " has no " + from);
    }
    text = text.replace(from, to);
    return this;
  }

  void save() throws IOException {
    Files.writeString(path, text);
  }
}
