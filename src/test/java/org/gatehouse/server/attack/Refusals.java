package org.gatehouse.server.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.server.Http;

/** Collects the answers that are not the refusal they should be, to show all of them at once. */
final class Refusals {
  private final Map<String, String> wrong = new TreeMap<>();

  /** Wants a problem (RFC 9457) of this status and code that does not repeat {@code sent}. */
  void expect(String attack, Http.Answer answer, int status, String code, String sent) {
    String fault = fault(answer, status, code);
    if (!sent.isEmpty() && answer.toString().contains(sent)) {
      fault += " repeats what was sent;";
    }
    if (!fault.isEmpty()) {
      add(attack, fault + " " + answer);
    }
  }

  void add(String attack, String fault) {
    wrong.put(attack, fault);
  }

  /** To be compared with the empty map. */
  Map<String, String> wrong() {
    return wrong;
  }

  private static String fault(Http.Answer answer, int status, String code) {
    if (answer.status() != status) {
      return "status is not " + status + ";";
    }
    if (!answer.mediaType().equals("application/problem+json")) {
      return "no problem+json;";
    }
    JsonNode problem = answer.json();
    String type = problem.path("type").asText();
    if (!type.equals("urn:gatehouse:problem:" + code)) {
      return "type is " + type + ";";
    }
    if (status == 401 && answer.header("WWW-Authenticate").isEmpty()) {
      return "no WWW-Authenticate;";
    }
    return problem.path("status").asInt() == status ? "" : "member status differs;";
  }
}
