package org.gatehouse.server.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.gatehouse.server.Http;
import org.gatehouse.server.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample application as somebody sees it who has not signed in. */
class SampleIT {
  private final Http stranger = Http.toSample(SharedServer.get());

  @Test
  void publicPageWhenNobodyIsSignedInThenOffersTheMembersPage() {
    Http.Answer page = stranger.get("");

    assertEquals(200, page.status(), page::toString);
    assertEquals("text/html", page.mediaType());
    assertTrue(page.text().contains("href=\"members/\""), page::toString);
  }

  @Test
  void whoamiWhenNobodyIsSignedInThenTellsNobodyWithoutRoles() {
    JsonNode visitor = stranger.get("whoami").json();

    assertTrue(visitor.path("name").isNull(), visitor::toString);
    assertTrue(visitor.path("authType").isNull(), visitor::toString);
    assertEquals("false", visitor.path("editor").asText("missing"));
    assertEquals("false", visitor.path("owner").asText("missing"));
  }

  @Test
  void sessionWhenCookieIsSentAgainThenCountsOn() {
    Http visitor = stranger.withCookies();

    assertEquals(1, visitor.get("whoami").json().path("sessionRequests").asInt());
    assertEquals(2, visitor.get("whoami").json().path("sessionRequests").asInt());
    assertEquals(3, visitor.get("whoami").json().path("sessionRequests").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "members/",
        "members/note",
        "members/whoami",
        "editors/",
        "editors/whoami",
        "owners",
        "press/front-page",
        "press/accounts",
        "api/articles"
      })
  void protectedAddressWhenNobodyIsSignedInThenRefused(String path) {
    assertNotEquals(200, stranger.get(path).status());
  }

  @Test
  void apiWhenNobodyIsSignedInThenNothingIsPosted() {
    int status = stranger.post("api/articles", Map.of("title", "Forged")).status();

    assertTrue(status == 401 || status == 403, () -> "" + status);
  }
}
