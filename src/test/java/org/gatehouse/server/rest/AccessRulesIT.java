package org.gatehouse.server.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RawHttp;
import org.gatehouse.server.SharedServer;
import org.gatehouse.server.SpecialServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesIT {
  private static final String EVENTS = "api/v1/audit-events";

  private final Owner owner = Owner.shared();

  @Test
  void auditEventsWhenAnonymousThen401() {
    Http.Answer answer = owner.client("10.10.0.1").get(EVENTS);

    assertEquals(401, answer.status(), answer::toString);
    assertEquals("Invalid or Missing token", answer.json().path("message").asText());
  }

  @Test
  void auditEventsWhenOwnerThen200() {
    Http client = owner.client("10.10.0.2");

    Http.Answer answer = client.bearer(owner.signIn(client).access()).get(EVENTS);

    assertEquals(200, answer.status(), answer::toString);
    assertTrue(answer.json().path("items").size() > 0);
  }

  @Test
  void auditEventsWhenTheOperatorThen200() {
    byte[] pair =
        (SpecialServer.OPERATOR + ":" + SpecialServer.OPERATOR_PASSWORD)
            .getBytes(StandardCharsets.UTF_8);
    Http client = Http.to(SpecialServer.get()).from("10.10.0.3");

    assertEquals(
        200,
        client
            .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
            .get(EVENTS)
            .status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/gatehouse/api/v1/audit-events",
        "/gatehouse/api/v1/AUDIT-EVENTS",
        "/gatehouse/api/v1/Audit-Events",
        "/gatehouse/API/v1/audit-events",
        "/gatehouse/api/V1/audit-events",
        "/GATEHOUSE/api/v1/audit-events",
        "/gatehouse/api/v1//audit-events",
        "//gatehouse/api/v1/audit-events",
        "/gatehouse//api/v1/audit-events",
        "/gatehouse/api//v1/audit-events",
        "/gatehouse/api/v1/audit-events/",
        "/gatehouse/api/v1/audit-events//",
        "/gatehouse/api/v1/audit-events;x=1",
        "/gatehouse/api/v1/audit-events;",
        "/gatehouse/api/v1;x=1/audit-events",
        "/gatehouse;x=1/api/v1/audit-events",
        "/gatehouse/api/v1/;/audit-events",
        "/gatehouse/api/v1/%61udit-events",
        "/gatehouse/api/v1/%61%75%64it-events",
        "/gatehouse/%61pi/v1/audit-events",
        "/gatehouse/api/v1%2Faudit-events",
        "/gatehouse/api/v1/%2Faudit-events",
        "/gatehouse/api/v1/%2faudit-events",
        "/gatehouse/api/v1/audit-events%2F",
        "/gatehouse/api/v1/audit-events%00",
        "/gatehouse/api/v1/audit-events%20",
        "/gatehouse/api/v1/audit-events%09",
        "/gatehouse/api/v1/audit-events.",
        "/gatehouse/api/v1/audit-events.json",
        "/gatehouse/api/v1/ping/../audit-events",
        "/gatehouse/api/v1/ping/..;/audit-events",
        "/gatehouse/api/v1/ping/%2e%2e/audit-events",
        "/gatehouse/api/v1/./audit-events",
        "/gatehouse/api/v1/ping/..%2faudit-events",
        "/gatehouse/api/v1\\audit-events",
        "/gatehouse/api/v1/%5caudit-events",
        "/gatehouse/api/v1/audit-events?x=/api/v1/ping",
        "/gatehouse/api/v1/audit-events#/ping",
        "http://localhost/gatehouse/api/v1/audit-events",
      })
  void auditEventsWhenThePathIsSpeltOtherwiseThenAnonymousNeverGetsThem(String target) {
    for (String method : new String[] {"GET", "HEAD", "get", "POST"}) {
      String answer = raw(method, target, "");

      assertFalse(answer.matches("(?s)HTTP/1.1 2\\d\\d.*"), answer);
      assertFalse(answer.contains("occurredAt"), answer);
      assertFalse(answer.startsWith("HTTP/1.1 500"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override: GET",
        "X-Original-URL: /gatehouse/api/v1/ping",
        "X-Rewrite-URL: /gatehouse/api/v1/ping",
        "X-Forwarded-Prefix: /gatehouse/api/v1/ping",
        "X-Forwarded-User: owner",
        "Remote-User: owner",
        "x-request-from: internal",
        "Cookie: gatehouse-access=",
        "Cookie: JSESSIONID=1",
        "Authorization: ",
        "Authorization: Bearer",
        "Authorization: Bearer ",
        "Authorization: Bearer null",
        "Authorization: Bearer undefined",
      })
  void auditEventsWhenAHeaderClaimsSomethingThenAnonymousStays401(String header) {
    String answer = raw("GET", "/gatehouse/api/v1/audit-events", header + "\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
  }

  @Test
  void optionsWhenAnonymousThenTellsOfNoResource() {
    String answer = raw("OPTIONS", "/gatehouse/api/v1/audit-events", "");

    assertFalse(answer.contains("wadl"), answer);
    assertFalse(answer.contains("org.gatehouse"), answer);
    assertFalse(answer.contains("Access-Control-Allow-Origin"), answer);
  }

  @Test
  void traceWhenAskedThenCredentialsAreNotEchoed() {
    String answer = raw("TRACE", "/gatehouse/api/v1/ping", "Authorization: Bearer echo-me-not\r\n");

    assertFalse(answer.contains("echo-me-not"), answer);
  }

  private static String raw(String method, String target, String headers) {
    return RawHttp.exchange(
        SharedServer.get(),
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + headers
            + (method.equals("POST") ? "Content-Length: 0\r\n" : "")
            + "Connection: close\r\n\r\n");
  }
}
