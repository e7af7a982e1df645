package org.gatehouse.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditIT {
  private static final String EVENTS = "api/v1/audit-events";
  private static final String LOGIN = "api/v1/auth/login";

  private final Owner owner = Owner.shared();

  @Test
  void registerWhenDoneThenOneRowWithAddressAndUser() {
    List<JsonNode> rows =
        owner.auditEvents().stream().filter(row -> action(row).equals("REGISTER")).toList();

    assertEquals(1, rows.size());
    assertEquals("SUCCESS", rows.get(0).path("outcome").asText());
    assertEquals(Owner.ADDRESS, rows.get(0).path("address").asText());
    assertTrue(rows.get(0).path("userId").isTextual());
  }

  @Test
  void signInWhenRightThenARowWithWhoFromWhereAndWhen() {
    Instant before = Instant.now().minusSeconds(1);
    JsonNode user =
        owner
            .client("203.0.113.1")
            .with("User-Agent", "AuditIT/1.0")
            .post(LOGIN, owner.credentials())
            .json();

    JsonNode row = onlyRowFrom("203.0.113.1");

    assertEquals("SIGN_IN", action(row));
    assertEquals("SUCCESS", row.path("outcome").asText());
    assertEquals(user.path("id"), row.path("userId"));
    assertEquals("AuditIT/1.0", row.path("agent").asText());
    assertEquals(
        row.path("sessionId").asText(), UUID.fromString(row.path("sessionId").asText()).toString());
    assertFalse(row.path("requestId").asText().isEmpty());
    Instant occurred = Instant.parse(row.path("occurredAt").asText());
    assertTrue(occurred.isAfter(before) && !occurred.isAfter(Instant.now().plusSeconds(1)));
  }

  @Test
  void signInWhenThePasswordIsWrongThenARowThatHasTheAccountAndNoPassword() {
    Http.Answer answer =
        owner
            .client("203.0.113.2")
            .post(LOGIN, Map.of("email", owner.email(), "password", "wrong-guess-1"));

    JsonNode row = onlyRowFrom("203.0.113.2");

    assertEquals("SIGN_IN", action(row));
    assertEquals("FAILURE", row.path("outcome").asText());
    assertTrue(row.path("userId").isTextual());
    assertFalse(row.has("sessionId"));
    assertFalse(row.toString().contains("wrong-guess-1"));
    assertEquals(answer.json().path("requestId"), row.path("requestId"));
  }

  @Test
  void signInWhenTheAddressIsUnknownThenARowWithoutAccount() {
    owner
        .client("203.0.113.3")
        .post(LOGIN, Map.of("email", "nobody@example.org", "password", "wrong-guess-1"));

    JsonNode row = onlyRowFrom("203.0.113.3");

    assertEquals("FAILURE", row.path("outcome").asText());
    assertFalse(row.has("userId"));
    assertFalse(row.toString().contains("nobody@example.org"));
  }

  @Test
  void signOutWhenDoneThenARowWithTheSession() {
    Http client = owner.client("203.0.113.4");
    Owner.Tokens tokens = owner.signIn(client);
    client.bearer(tokens.access()).post("api/v1/account/logout", Map.of());

    List<JsonNode> rows = rowsFrom("203.0.113.4");

    assertEquals(List.of("SIGN_OUT", "SIGN_IN"), rows.stream().map(AuditIT::action).toList());
    assertEquals(rows.get(1).path("sessionId"), rows.get(0).path("sessionId"));
    assertTrue(rows.get(0).path("sessionId").isTextual());
    assertEquals("SUCCESS", rows.get(0).path("outcome").asText());
  }

  @Test
  void addressWhenTheClientWritesSeveralThenTheOneThatTheProxySawCounts() {
    owner
        .client("198.51.100.66, 203.0.113.5")
        .post(LOGIN, Map.of("email", "nobody@example.org", "password", "x"));

    assertEquals(1, rowsFrom("203.0.113.5").size());
    assertEquals(0, rowsFrom("198.51.100.66").size());
  }

  @Test
  void agentWhenVeryLongThenCut() {
    owner
        .client("203.0.113.6")
        .with("User-Agent", "a".repeat(2_000))
        .post(LOGIN, owner.credentials());

    assertEquals("a".repeat(255), onlyRowFrom("203.0.113.6").path("agent").asText());
  }

  @Test
  void pagesWhenWalkedThenEachRowIsVisitedOnceNewestFirst() {
    Http reader = reader("203.0.113.7");
    for (int i = 0; i < 5; i++) {
      owner.signIn(owner.client("203.0.113.8"));
    }

    List<JsonNode> small = walk(reader, 7);
    List<JsonNode> large = walk(reader, 200);

    assertEquals(large, small);
    assertEquals(small.size(), new HashSet<>(ids(small)).size());
    List<String> moments = small.stream().map(row -> row.path("occurredAt").asText()).toList();
    List<String> newestFirst = new ArrayList<>(moments);
    newestFirst.sort(Comparator.reverseOrder());
    assertEquals(newestFirst, moments);
  }

  @Test
  void pageWhenALimitIsGivenThenHasSoManyRowsAndTheCursorOfTheLast() {
    Http reader = reader("203.0.113.9");
    owner.signIn(owner.client("203.0.113.9"));

    JsonNode page = reader.get(EVENTS + "?limit=1").json();

    assertEquals(Set.of("items", "next"), names(page));
    assertEquals(1, page.path("items").size());
    assertEquals(page.at("/items/0/id"), page.path("next"));
  }

  @Test
  void pageWhenTheLastThenNextIsNullAndNotAbsent() {
    Http reader = reader("203.0.113.10");
    List<JsonNode> all = walk(reader, 200);

    JsonNode page =
        reader.get(EVENTS + "?after=" + all.get(all.size() - 1).path("id").asText()).json();

    assertEquals(0, page.path("items").size());
    assertTrue(page.has("next"));
    assertTrue(page.path("next").isNull());
  }

  @Test
  void pageWhenTheCursorIsUnknownThenEmpty() {
    JsonNode page = reader("203.0.113.10").get(EVENTS + "?after=" + UUID.randomUUID()).json();

    assertEquals(0, page.path("items").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=x",
        "limit=",
        "limit=1.5",
        "limit=99999999999",
        "after=x",
        "after=",
        "after=%27%20or%201=1--",
      })
  void pageWhenTheQueryIsWrongThen400WithAReason(String query) {
    Http.Answer answer = reader("203.0.113.11").get(EVENTS + "?" + query);

    assertEquals(400, answer.status(), answer::toString);
    assertEquals(1, answer.json().path("errors").size(), answer::toString);
    String field = query.substring(0, query.indexOf('='));
    assertTrue(answer.json().at("/errors/0").asText().contains(field), answer::toString);
  }

  private Http reader(String address) {
    Http client = owner.client(address);
    return client.bearer(owner.signIn(client).access());
  }

  private List<JsonNode> rowsFrom(String address) {
    return owner.auditEvents().stream()
        .filter(row -> row.path("address").asText().equals(address))
        .toList();
  }

  private JsonNode onlyRowFrom(String address) {
    List<JsonNode> rows = rowsFrom(address);
    assertEquals(1, rows.size(), rows::toString);
    return rows.get(0);
  }

  private static List<JsonNode> walk(Http reader, int limit) {
    List<JsonNode> all = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = reader.get(EVENTS + "?limit=" + limit + after).json();
      page.path("items").forEach(all::add);
      assertTrue(page.path("items").size() <= limit);
      if (!page.path("next").isTextual()) {
        return all;
      }
      assertEquals(limit, page.path("items").size());
      after = "&after=" + page.path("next").asText();
    }
  }

  private static List<String> ids(List<JsonNode> rows) {
    return rows.stream().map(row -> row.path("id").asText()).toList();
  }

  private static String action(JsonNode row) {
    return row.path("action").asText();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
