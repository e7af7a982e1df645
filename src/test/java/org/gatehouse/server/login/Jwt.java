package org.gatehouse.server.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/** What stands in a token, read without any check. */
record Jwt(JsonNode header, JsonNode claims) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Jwt decode(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new AssertionError("No compact JWS of three parts");
    }
    return new Jwt(json(parts[0]), json(parts[1]));
  }

  /** The names of an object's members. */
  static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode json(String part) {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
