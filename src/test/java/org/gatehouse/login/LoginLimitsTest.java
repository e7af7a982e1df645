package org.gatehouse.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.ratelimit.ClientNetwork;
import org.gatehouse.ratelimit.InMemoryRateLimiter;
import org.gatehouse.ratelimit.RateLimiter;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginLimitsTest {
  private static final LoginRules RULES =
      new LoginRules(
          RateRule.parse("2/1m"),
          RateRule.parse("3/1m"),
          RateRule.parse("1/1m"),
          RateRule.parse("1/1m"));

  private final TestClock clock = new TestClock();
  private final LoginLimits limits = new LoginLimits(new InMemoryRateLimiter(clock, 100), RULES);

  @Test
  void signInWhenAccountIsExhaustedThenOthersFromThereAndItFromElsewhereAreNot() {
    signIn("jane", "192.0.2.7");
    signIn("jane", "192.0.2.7");
    assertRefused("jane", "192.0.2.7");
    signIn("john", "192.0.2.7");
    signIn("jane", "192.0.2.8");
  }

  @Test
  void signInWhenAddressIsExhaustedThenEveryAccountFromThereIsRefused() {
    signIn("a", "192.0.2.7");
    signIn("b", "192.0.2.7");
    signIn("c", "192.0.2.7");
    assertRefused("d", "192.0.2.7");
  }

  @Test
  void signInWhenRefusedForTheAccountThenTheAddressIsNotUsedUp() {
    signIn("jane", "192.0.2.7");
    signIn("jane", "192.0.2.7");
    for (int i = 0; i < 10; i++) {
      assertRefused("jane", "192.0.2.7");
    }
    signIn("john", "192.0.2.7");
  }

  @Test
  void giveBackWhenRightThenNeitherAccountNorAddressIsUsedUp() {
    for (int i = 0; i < 10; i++) {
      signIn("jane", "192.0.2.7").giveBack();
    }
  }

  @Test
  void recoverWhenAccountOrAddressIsExhaustedThenRefusedAndTheAddressIsNotUsedUpByRefusals() {
    LoginLimits wide =
        new LoginLimits(
            new InMemoryRateLimiter(clock, 100),
            new LoginRules(
                RateRule.parse("2/1m"),
                RateRule.parse("1/1m"),
                RateRule.parse("3/1m"),
                RateRule.parse("1/1m")));
    RequestContext here = new RequestContext("192.0.2.7", "", "r");
    wide.recover("jane", here);
    wide.recover("jane", here);
    for (int i = 0; i < 10; i++) {
      assertTooMany(() -> wide.recover("jane", here));
    }
    wide.recover("jane", new RequestContext("192.0.2.8", "", "r"));
    wide.recover("john", here);
    assertTooMany(() -> wide.recover("nobody", here));
    wide.signIn("jane", here);
    wide.register(here);
  }

  private static void assertTooMany(Runnable request) {
    AuthException refused = assertThrows(AuthException.class, request::run);
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
    assertTrue(refused.retryAfter() != null);
  }

  @Test
  void judgedWhenItCouldNotBeJudgedThenDoesNotCountElseItDoes() {
    AuthException busy = new AuthException(ErrorCode.OVERLOADED, "queue full");
    for (int i = 0; i < 10; i++) {
      LoginLimits.Attempt attempt = signIn("jane", "192.0.2.7");
      assertThrows(
          AuthException.class,
          () ->
              limits.judged(
                  attempt,
                  () -> {
                    throw busy;
                  }));
    }
    assertEquals("wrong", limits.judged(signIn("jane", "192.0.2.7"), () -> "wrong"));
    assertEquals("wrong", limits.judged(signIn("jane", "192.0.2.7"), () -> "wrong"));
    assertRefused("jane", "192.0.2.7");
  }

  @Test
  void registerAndRefreshWhenExhaustedThenEachByItself() {
    RequestContext origin = origin("192.0.2.7");
    limits.register(origin);
    limits.refresh(origin);
    assertThrows(AuthException.class, () -> limits.register(origin));
    assertThrows(AuthException.class, () -> limits.refresh(origin));
    signIn("jane", "192.0.2.7");
  }

  @Test
  void signInWhenNamesAreHugeThenTheKeysAreNot() {
    List<String> keys = new ArrayList<>();
    RateLimiter recording =
        new RateLimiter() {
          @Override
          public Optional<Duration> tryAcquire(RateRule rule, String key) {
            keys.add(key);
            return Optional.empty();
          }

          @Override
          public void giveBack(String key) {}
        };
    new LoginLimits(recording, RULES).signIn("x".repeat(64_000), origin("2001:db8::1"));
    assertTrue(keys.stream().allMatch(key -> key.length() < 400));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff, true",
    "2001:db8:0:1::1, 2001:db8:0:2::1, false",
    "::ffff:192.0.2.7, 192.0.2.7, true",
    "::192.0.2.7, 192.0.2.7, false",
  })
  void networkWhenTwoAddressesThenOneOnlyIfOneCustomerHasBoth(
      String one, String other, boolean same) {
    assertEquals(same, ClientNetwork.of(one).equals(ClientNetwork.of(other)));
  }

  @Test
  void operatorWhenSetThenOnlyTheExactPairMatches() {
    OperatorAccount operator =
        new OperatorAccount(Optional.of("admin"), Optional.of(Sensitive.of("s\u00e4:cret")));
    assertTrue(operator.isSet());
    assertTrue(operator.isNamed("admin"));
    assertFalse(operator.isNamed("Admin"));
    assertTrue(operator.matches("admin", Sensitive.of("s\u00e4:cret")));
    assertFalse(operator.matches("admin", Sensitive.of("s\u00e4:cret ")));
    assertFalse(operator.matches("admin", Sensitive.of("")));
    assertFalse(operator.matches("root", Sensitive.of("s\u00e4:cret")));
  }

  @Test
  void operatorWhenHalfOfItIsMissingThenNobodyMatches() {
    for (OperatorAccount none :
        List.of(
            new OperatorAccount(Optional.empty(), Optional.of(Sensitive.of("p"))),
            new OperatorAccount(Optional.of("admin"), Optional.empty()))) {
      assertFalse(none.isSet());
      assertFalse(none.isNamed("admin"));
      assertFalse(none.matches("admin", Sensitive.of("p")));
      assertFalse(none.matches("", Sensitive.of("")));
    }
  }

  @Test
  void verifiedPairsWhenRememberedThenFoundForAMinuteByThatPairOnly() {
    VerifiedPairs pairs = new VerifiedPairs(clock, new SecureRandom());
    Credential jane = credential();
    pairs.remember("jane", Sensitive.of("p:w"), jane);
    clock.advance(Duration.ofSeconds(60).minusMillis(1));
    assertEquals(Optional.of(jane), pairs.find("jane", Sensitive.of("p:w")));
    assertEquals(Optional.empty(), pairs.find("jane", Sensitive.of("p:x")));
    assertEquals(Optional.empty(), pairs.find("janep", Sensitive.of(":w")));
    clock.advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), pairs.find("jane", Sensitive.of("p:w")), "use prolongs nothing");
  }

  @Test
  void verifiedPairsWhenForgottenOrTooManyThenGone() {
    VerifiedPairs pairs = new VerifiedPairs(clock, new SecureRandom());
    pairs.remember("gone", Sensitive.of("p"), credential());
    pairs.forget("gone", Sensitive.of("p"));
    assertEquals(Optional.empty(), pairs.find("gone", Sensitive.of("p")));
    for (int i = 0; i <= 1000; i++) {
      pairs.remember("user " + i, Sensitive.of("p"), credential());
    }
    assertEquals(Optional.empty(), pairs.find("user 0", Sensitive.of("p")));
    assertTrue(pairs.find("user 1", Sensitive.of("p")).isPresent());
    assertTrue(pairs.find("user 1000", Sensitive.of("p")).isPresent());
  }

  private static Credential credential() {
    return new Credential(UserId.random(), "hash", UserStatus.ACTIVE);
  }

  private LoginLimits.Attempt signIn(String account, String address) {
    return limits.signIn(account, origin(address));
  }

  private void assertRefused(String account, String address) {
    AuthException refused =
        assertThrows(AuthException.class, () -> limits.signIn(account, origin(address)));
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
    assertEquals(Duration.ofMinutes(1), refused.retryAfter());
  }

  private static RequestContext origin(String address) {
    return new RequestContext(address, "curl/8", "req-1");
  }
}
