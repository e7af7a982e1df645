package org.gatehouse.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gatehouse.config.value.TrustedProxies;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.request.FakeRequest;
import org.gatehouse.request.HttpConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemAnswerTest {
  private static final String BEARER = "Bearer realm=\"Gatehouse\"";
  private static final String INVALID = "Bearer realm=\"Gatehouse\", error=\"invalid_token\"";
  private static final String BASIC = "Basic realm=\"Gatehouse\", charset=\"UTF-8\"";

  private final AuthException unauthenticated =
      new AuthException(ErrorCode.UNAUTHENTICATED, "internal: kid 4711");

  @Test
  void bodyWhenRefusedThenEveryMemberOfTheContractAndNoInternalDetail() {
    assertEquals(
        "{\"detail\":\"Invalid or Missing token\",\"instance\":\"/gatehouse/api/v1/whoami\","
            + "\"message\":\"Invalid or Missing token\",\"requestId\":\"r-1\",\"status\":401,"
            + "\"statusCode\":401,\"success\":false,\"title\":\"Invalid or Missing token\","
            + "\"type\":\"urn:gatehouse:problem:unauthenticated\"}",
        Problem.body(unauthenticated, "/gatehouse/api/v1/whoami", "r-1"));
  }

  @Test
  void bodyWhenAFaultThenNothingOfIt() {
    Exception cause = new IllegalStateException("jdbc:h2 select * from gatehouse_user");
    String body =
        Problem.body(new AuthException(ErrorCode.INTERNAL, "at Foo.java:3", cause), "/x", "r-1");
    assertFalse(body.contains("jdbc") || body.contains("Foo") || body.contains("Exception"), body);
  }

  @Test
  void bodyWhenReasonsAreForTheClientThenTheyAreTold() {
    AuthException refusal =
        AuthException.withReasons(ErrorCode.PASSWORD_REFUSED, List.of("Too short.", "\"Common\""));
    String body = Problem.body(refusal, "/x", "r-1");
    assertTrue(body.contains("\"errors\":[\"Too short.\",\"\\\"Common\\\"\"]"), body);
    assertTrue(body.contains("\"detail\":\"Too short.; \\\"Common\\\"\""), body);
  }

  @Test
  void bodyWhenTokenExpiredThenAndOnlyThenRetry() {
    AuthException expired = new AuthException(ErrorCode.TOKEN_EXPIRED, "x");
    assertTrue(Problem.body(expired, "/x", "r").contains("\"retry\":true"));
    assertFalse(Problem.body(unauthenticated, "/x", "r").contains("retry"));
  }

  @Test
  void challengeWhenScriptWithoutCredentialsThenBearerWithoutErrorAndBasic() {
    assertEquals(List.of(BEARER, BASIC), challenges(new FakeRequest(), true));
    assertEquals(List.of(BEARER), challenges(new FakeRequest(), false));
  }

  @Test
  void challengeWhenATokenWasSentThenSaysThatItIsInvalid() {
    assertEquals(
        List.of(INVALID, BASIC),
        challenges(new FakeRequest().header("Authorization", "bearer abc"), true));
    assertEquals(
        List.of(BEARER, BASIC),
        challenges(new FakeRequest().header("Authorization", "Basic abc"), true));
  }

  @Test
  void challengeWhenABrowserAsksThenNoBasicDialog() {
    assertEquals(
        List.of(BEARER), challenges(new FakeRequest().header("x-request-from", "internal"), true));
    assertEquals(
        List.of(BEARER),
        challenges(new FakeRequest().header("Accept", "text/html,*/*;q=0.8"), true));
  }

  @Test
  void challengeWhenNot401ThenNone() {
    ProblemAnswer answer =
        answer(new AuthException(ErrorCode.FORBIDDEN, "x"), new FakeRequest(), true);
    assertEquals(403, answer.status());
    assertNull(answer.headers().get("WWW-Authenticate"));
    assertNull(answer.headers().get("Retry-After"));
    assertEquals(List.of("application/problem+json"), answer.headers().get("Content-Type"));
    assertEquals(List.of("no-store"), answer.headers().get("Cache-Control"));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "999,1", "1000,1", "1001,2", "59999,60", "60000,60"})
  void retryAfterWhenAWaitIsToldThenWholeSecondsNeverTooFew(long millis, String seconds) {
    AuthException refusal =
        AuthException.retryAfter(ErrorCode.TOO_MANY_REQUESTS, Duration.ofMillis(millis), "limit");
    assertEquals(
        List.of(seconds), answer(refusal, new FakeRequest(), false).headers().get("Retry-After"));
  }

  private List<String> challenges(FakeRequest request, boolean offersBasic) {
    return answer(unauthenticated, request, offersBasic)
        .headers()
        .getOrDefault("WWW-Authenticate", List.of());
  }

  private static ProblemAnswer answer(
      AuthException refusal, FakeRequest request, boolean offersBasic) {
    return ProblemAnswer.of(
        refusal,
        request.build(),
        "/x",
        new HttpConfig(Set.of(), TrustedProxies.none(), offersBasic));
  }
}
