package org.gatehouse.server.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorIT {
  private static final String METRICS = "metrics";

  private final Owner owner = Owner.shared();

  /** As a monitoring system on this machine: no proxy has passed it on. */
  private static Http here() {
    return Http.to(SharedServer.get());
  }

  @Test
  void liveAndReadyWhenAllIsWellThenUp() {
    Http.Answer live = here().get("health/live");
    Http.Answer ready = here().from("192.0.2.1").get("health/ready");

    assertEquals(200, live.status(), live::toString);
    assertEquals("UP", live.json().path("status").asText());
    assertEquals(200, ready.status(), ready::toString);
    assertEquals("application/json", ready.mediaType());
    assertEquals("no-store", ready.header("Cache-Control").orElse(""));
    List<String> names = new ArrayList<>();
    for (JsonNode check : ready.json().path("checks")) {
      names.add(check.path("name").asText());
      assertEquals("UP", check.path("status").asText(), check::toString);
    }
    assertEquals(List.of("database", "secrets", "keys", "nodes", "outbox"), names);
  }

  @Test
  void metricsWhenPeopleSignInThenTheyCount() {
    double before = figure("gatehouse_audit_events_total{action=\"sign_in\",outcome=\"success\"}");
    double hashes = figure("gatehouse_password_hash_seconds_count");
    double refused = figure("gatehouse_audit_events_total{action=\"sign_in\",outcome=\"failure\"}");
    Http client = owner.client("10.70.0.1");

    Owner.Tokens tokens = owner.signIn(client);
    Http.Answer wrong =
        client.post("api/v1/auth/login", Map.of("email", owner.email(), "password", "wrong-one"));
    assertEquals(401, wrong.status());
    double refreshes = figure("gatehouse_refreshes_total");
    client.post("api/v1/auth/refreshToken", Map.of("refreshToken", tokens.refresh()));

    assertTrue(
        figure("gatehouse_audit_events_total{action=\"sign_in\",outcome=\"success\"}") > before);
    assertTrue(
        figure("gatehouse_audit_events_total{action=\"sign_in\",outcome=\"failure\"}") > refused);
    assertTrue(figure("gatehouse_password_hash_seconds_count") >= hashes + 2);
    assertTrue(figure("gatehouse_refreshes_total") > refreshes);
    assertTrue(figure("jvm_threads_current") > 0);
    assertTrue(figure("gatehouse_database_connections_idle") >= 0);
  }

  @Test
  void metricsWhenReadThenNothingPersonalIsInThem() {
    Owner.Tokens tokens = owner.signIn(owner.client("10.70.0.2"));
    String text = text(here().get(METRICS));

    assertFalse(text.contains("example.org"), "addresses");
    assertFalse(text.contains(tokens.access()) || text.contains("10.70.0.2"), "tokens, networks");
  }

  @Test
  void metricsWhenAskedFromElsewhereThenOnlyThoseWhoMayReadThem() {
    Http stranger = here().from("192.0.2.1");
    Http.Answer refused = stranger.get(METRICS);
    assertEquals(401, refused.status(), refused::toString);
    assertEquals("application/problem+json", refused.mediaType());
    assertTrue(refused.header("WWW-Authenticate").isPresent());

    String access = owner.signIn(owner.client("10.70.0.3")).access();
    assertEquals(200, stranger.bearer(access).get(METRICS).status());
    assertEquals(401, stranger.bearer("x.y.z").get(METRICS).status());
  }

  @Test
  void metricsWhenAProxyOfThisMachineHasPassedItOnThenItIsFromElsewhere() {
    for (String header : List.of("Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto", "Via")) {
      Http.Answer answer = here().with(header, "x").get(METRICS);
      assertEquals(401, answer.status(), header);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server-config/grafana-dashboard.json", "docs/monitoring.md"})
  void metricsWhenDocumentedOrOnTheDashboardThenThere(String file) throws IOException {
    Http.Answer unused = here().get("api/v1/whoami");
    String text = text(here().get(METRICS));
    Matcher names =
        Pattern.compile("\\b(gatehouse|jvm|process)_[a-z_]+")
            .matcher(Files.readString(Path.of(file)));
    int found = 0;
    while (names.find()) {
      found++;
      assertTrue(text.contains("\n" + names.group()), names::group);
    }
    assertTrue(found > 10, "names in " + file);
  }

  private static double figure(String name) {
    return text(here().get(METRICS))
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  private static String text(Http.Answer answer) {
    assertEquals(200, answer.status(), answer::toString);
    assertEquals("text/plain", answer.mediaType());
    return answer.text();
  }
}
