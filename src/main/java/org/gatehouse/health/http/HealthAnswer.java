package org.gatehouse.health.http;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gatehouse.health.HealthCheck.Result;
import org.gatehouse.health.Readiness;

/** The form of MicroProfile Health 4.0, section 3, which probes and dashboards know. */
final class HealthAnswer {
  private HealthAnswer() {}

  static void write(HttpServletResponse response, Readiness.State state) throws IOException {
    JsonArrayBuilder checks = Json.createArrayBuilder();
    state.results().forEach((name, result) -> checks.add(check(name, result)));
    byte[] body =
        Json.createObjectBuilder()
            .add("status", word(state.isReady()))
            .add("checks", checks)
            .build()
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(state.isReady() ? 200 : 503);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(body);
  }

  private static JsonObjectBuilder check(String name, Result result) {
    JsonObjectBuilder check =
        Json.createObjectBuilder().add("name", name).add("status", word(result.isUp()));
    if (!result.data().isEmpty()) {
      JsonObjectBuilder data = Json.createObjectBuilder();
      result.data().forEach(data::add);
      check.add("data", data);
    }
    return check;
  }

  private static String word(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }
}
