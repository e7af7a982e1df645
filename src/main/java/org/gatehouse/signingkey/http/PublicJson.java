package org.gatehouse.signingkey.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes what is for everybody, pages of other origins among them, and holds for some minutes. */
final class PublicJson {
  /** A next key is published two hours before it signs. */
  private static final String CACHED = "public, max-age=300";

  private PublicJson() {}

  static void write(HttpServletResponse response, String type, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    response.setContentType(type);
    response.setContentLength(body.length);
    response.setHeader("Cache-Control", CACHED);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(body);
  }
}
