package org.gatehouse.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the launcher prints once Gatehouse answers: its address and, as long as there is no owner,
 * how to become the first one. The set-up token stands beside the address of the page and never in
 * it: browsers and proxies keep addresses.
 */
record Welcome(String url, Path home) {
  /** The name of the file in the home that the WAR writes at the first start and later deletes. */
  static final String TOKEN_FILE = "setup-token";

  /** Lines for the terminal, without a line end at the end. */
  String text() throws IOException {
    String ready = "Gatehouse is ready: " + url + "/gatehouse";
    Path file = home.resolve(TOKEN_FILE);
    if (!Files.exists(file)) {
      return ready;
    }
    String token = Files.readString(file).strip();
    return ready
        + """


        First start: create the first owner at

          %s/gatehouse/setup

        with the set-up token (kept in %s)

          %s"""
            .formatted(url, file, token);
  }
}
