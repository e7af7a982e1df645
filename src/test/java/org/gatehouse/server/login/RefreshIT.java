package org.gatehouse.server.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.Owner.Tokens;
import org.gatehouse.server.SpecialServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshIT {
  private static final String REFRESH = "api/v1/auth/refreshToken";
  private static final String WHOAMI = "api/v1/whoami";
  private static final int PARALLEL = 50;

  private final Owner owner = Owner.shared();

  @Test
  void refreshWhenTheTokenIsCurrentThenASuccessorOfTheSameSession() {
    Http client = owner.client("10.2.0.1");
    Tokens first = owner.signIn(client);

    Http.Answer answer = refresh(client, first.refresh());
    Tokens second = Tokens.of(answer);

    assertNotEquals(first.refresh(), second.refresh());
    assertNotEquals(first.access(), second.access());
    JsonNode before = Jwt.decode(first.access()).claims();
    JsonNode after = Jwt.decode(second.access()).claims();
    assertEquals(before.get("sid"), after.get("sid"));
    assertEquals(before.get("auth_time"), after.get("auth_time"));
    assertNotEquals(before.get("jti"), after.get("jti"));
    assertEquals(owner.email(), answer.json().get("email").textValue());
    assertEquals("Bearer", answer.json().get("tokenType").textValue());
    assertTrue(Math.abs(21_600 - answer.json().get("expiresIn").longValue()) <= 5);
    assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
    assertEquals(200, client.bearer(second.access()).get(WHOAMI).status());
  }

  @Test
  void refreshWhenRotatedThenTheEndOfTheLoginStaysWhereItWas() {
    Http client = owner.client("10.2.0.1");
    Tokens first = owner.signIn(client);

    Tokens second = Tokens.of(refresh(client, first.refresh()));

    JsonNode before = Jwt.decode(first.refresh()).claims();
    JsonNode after = Jwt.decode(second.refresh()).claims();
    assertEquals(before.get("exp"), after.get("exp"));
    assertTrue(
        Math.abs(43_200 * 60L - (before.get("exp").longValue() - before.get("iat").longValue()))
            <= 1);
    assertEquals(Set.of("iss", "aud", "sub", "sid", "ctr", "iat", "exp"), Jwt.names(before));
    assertEquals("rt+jwt", Jwt.decode(first.refresh()).header().get("typ").textValue());
  }

  @Test
  void refreshWhenThePredecessorComesWithinTheGraceThenTheSameSuccessorAgain() {
    Http client = owner.client("10.2.0.2");
    Tokens first = owner.signIn(client);

    Tokens once = Tokens.of(refresh(client, first.refresh()));
    Tokens again = Tokens.of(refresh(client, first.refresh()));

    assertEquals(once.refresh(), again.refresh());
    assertEquals(200, client.bearer(again.access()).get(WHOAMI).status());
    assertNotEquals(once.refresh(), Tokens.of(refresh(client, again.refresh())).refresh());
  }

  @Test
  void refreshWhenFiftyComeAtOnceThenAllGetTheOneSuccessor() throws Exception {
    Http client = owner.client("10.2.0.3");
    String token = owner.signIn(client).refresh();
    CyclicBarrier start = new CyclicBarrier(PARALLEL);

    List<Http.Answer> answers =
        inParallel(
            () -> {
              start.await(30, TimeUnit.SECONDS);
              return refresh(client, token);
            });

    assertEquals(
        List.of(),
        answers.stream().filter(answer -> answer.status() != 200).map(Object::toString).toList());
    Set<String> successors =
        answers.stream().map(answer -> Tokens.of(answer).refresh()).collect(Collectors.toSet());
    assertEquals(1, successors.size());
    String successor = successors.iterator().next();
    assertEquals(
        Jwt.decode(token).claims().get("ctr").longValue() + 1,
        Jwt.decode(successor).claims().get("ctr").longValue());
    assertEquals(200, refresh(client, successor).status());
  }

  @Test
  void refreshWhenATokenComesAgainAfterTwoRotationsThenBothEndsAreSignedOut() {
    Http client = owner.client("10.2.0.4");
    Tokens first = owner.signIn(client);
    Tokens second = Tokens.of(refresh(client, first.refresh()));
    Tokens third = Tokens.of(refresh(client, second.refresh()));
    assertEquals(200, client.bearer(third.access()).get(WHOAMI).status());

    assertRefused(refresh(client, first.refresh()));

    for (Tokens tokens : List.of(first, second, third)) {
      assertEquals(401, client.bearer(tokens.access()).get(WHOAMI).status());
      assertRefused(refresh(client, tokens.refresh()));
    }
    assertEquals(1, auditedReuses(owner, first).count());
  }

  @Test
  void refreshWhenThePredecessorComesAfterTheGraceThenTheSessionEnds() throws Exception {
    Owner special = Owner.of(SpecialServer.get());
    Http client = special.client("10.2.0.5");
    Tokens first = special.signIn(client);
    Tokens second = Tokens.of(refresh(client, first.refresh()));

    TimeUnit.MILLISECONDS.sleep(SpecialServer.GRACE_SECONDS * 1000 + 500);
    assertEquals(200, client.bearer(second.access()).get(WHOAMI).status());
    assertRefused(refresh(client, first.refresh()));

    assertEquals(401, client.bearer(second.access()).get(WHOAMI).status());
    assertRefused(refresh(client, second.refresh()));
    assertEquals(1, auditedReuses(special, first).count());
  }

  @Test
  void refreshWhenOneSessionEndsByReuseThenAnotherOfTheUserLivesOn() {
    Http client = owner.client("10.2.0.6");
    Tokens other = owner.signIn(client);
    Tokens first = owner.signIn(client);
    Tokens second = Tokens.of(refresh(client, first.refresh()));
    Tokens.of(refresh(client, second.refresh()));

    assertRefused(refresh(client, first.refresh()));

    assertEquals(200, client.bearer(other.access()).get(WHOAMI).status());
    assertEquals(200, refresh(client, other.refresh()).status());
  }

  @Test
  void tokensWhenSwappedThenRefused() {
    Http client = owner.client("10.2.0.7");
    Tokens tokens = owner.signIn(client);

    assertRefused(refresh(client, tokens.access()));
    assertEquals(401, client.bearer(tokens.refresh()).get(WHOAMI).status());
    assertEquals(200, client.bearer(tokens.access()).get(WHOAMI).status());
    assertEquals(200, refresh(client, tokens.refresh()).status());
  }

  @Test
  void refreshWhenSignedOutThenRefused() {
    Http client = owner.client("10.2.0.8");
    Tokens tokens = owner.signIn(client);
    client.bearer(tokens.access()).post("api/v1/account/logout", Map.of());

    assertRefused(refresh(client, tokens.refresh()));
  }

  @Test
  void refreshWhenTheSignatureIsCutOrAnotherThenRefusedAndTheSessionLives() {
    Http client = owner.client("10.2.0.9");
    Tokens tokens = owner.signIn(client);
    String unsigned = tokens.refresh().substring(0, tokens.refresh().lastIndexOf('.') + 1);
    String foreign = tokens.access().substring(tokens.access().lastIndexOf('.') + 1);

    assertRefused(refresh(client, unsigned));
    assertRefused(refresh(client, unsigned + foreign));

    assertEquals(200, refresh(client, tokens.refresh()).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 401",
        "{\"refreshToken\":null} | 401",
        "{\"refreshToken\":\"\"} | 401",
        "{\"refreshToken\":\"garbage\"} | 401",
        "{\"refreshToken\":\"a.b.c\"} | 401",
        "{\"refreshToken\":\"..\"} | 401",
        "{\"refreshToken\":17} | 400",
        "{\"refreshToken\":{}} | 400",
        "[] | 400",
        "null | 400",
        "`` | 400",
      })
  void refreshWhenThereIsNoTokenInTheBodyThenRefused(String body, int status) {
    Http.Answer answer =
        owner
            .client("10.2.0.10")
            .postRaw(REFRESH, "application/json", body.getBytes(StandardCharsets.UTF_8));

    assertEquals(status, answer.status(), answer::toString);
    assertFalse(answer.text().contains("accessToken"));
    if (status == 401) {
      assertRefused(answer);
    }
  }

  private static Http.Answer refresh(Http client, String token) {
    return client.post(REFRESH, Map.of("refreshToken", token));
  }

  private static void assertRefused(Http.Answer answer) {
    assertEquals(401, answer.status(), answer::toString);
    assertEquals("Refresh Token Expired", answer.json().get("message").textValue());
    assertTrue(answer.header("WWW-Authenticate").isPresent());
  }

  private static Stream<JsonNode> auditedReuses(Owner owner, Tokens tokens) {
    JsonNode session = Jwt.decode(tokens.access()).claims().get("sid");
    return owner.auditEvents().stream()
        .filter(event -> event.path("action").asText().equals("REFRESH_REUSE"))
        .filter(event -> event.path("sessionId").equals(session));
  }

  private static List<Http.Answer> inParallel(Callable<Http.Answer> request)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
    try {
      List<Http.Answer> answers = new ArrayList<>();
      for (Future<Http.Answer> answer : threads.invokeAll(Collections.nCopies(PARALLEL, request))) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
