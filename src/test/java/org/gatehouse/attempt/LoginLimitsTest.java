package org.gatehouse.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.gatehouse.ratelimit.ClientNetwork;
import org.gatehouse.ratelimit.Limit;
import org.gatehouse.ratelimit.RateLimiter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginLimitsTest {
  private static final LoginRules RULES =
      new LoginRules(
          RateRule.parse("2/1m"),
          2,
          RateRule.parse("3/1m"),
          RateRule.parse("1/1m"),
          RateRule.parse("1/1m"));

  private final TestClock clock = new TestClock();
  private final LoginLimits limits = TestLimits.of(RULES, clock);

  @Test
  void signInWhenAccountIsExhaustedThenOthersFromThereAreNotAndItFromElsewhereHasToWaitASecond() {
    signIn("jane", "192.0.2.7");
    signIn("jane", "192.0.2.7");
    assertRefused("jane", "192.0.2.7");
    signIn("john", "192.0.2.7");
    assertRefused("jane", "192.0.2.8");
    clock.advance(Duration.ofSeconds(1));
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
        TestLimits.of(
            new LoginRules(
                RateRule.parse("2/1m"),
                2,
                RateRule.parse("1/1m"),
                RateRule.parse("3/1m"),
                RateRule.parse("1/1m")),
            clock);
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
          public Optional<Duration> tryAcquire(List<Limit> limits) {
            limits.forEach(limit -> keys.add(limit.key()));
            return Optional.empty();
          }

          @Override
          public void giveBack(List<Limit> limits) {}

          @Override
          public boolean removeOld() {
            return false;
          }
        };
    new LoginLimits(recording, recording, TestLimits.browsers(clock), RULES)
        .signIn("x".repeat(64_000), origin("2001:db8::1"));
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
  void signInWhenAThousandStrangersTryOneAccountForAnHourThenTheyGetFewerThanAHundredTries() {
    LoginLimits ten =
        TestLimits.of(
            new LoginRules(
                RateRule.parse("10/5m"),
                10,
                RateRule.parse("100/5m"),
                RateRule.parse("20/1h"),
                RateRule.parse("60/1m")),
            clock);
    int tries = 0;
    for (int second = 0; second < 3600; second++) {
      for (int i = 0; i < 10; i++) {
        int stranger = (second * 10 + i) % 1000;
        RequestContext from = origin("10.0." + stranger / 250 + "." + stranger % 250);
        tries += isGranted(() -> ten.signIn("jane", from)) ? 1 : 0;
      }
      clock.advance(Duration.ofSeconds(1));
    }

    assertTrue(tries < 100, "tries: " + tries);
    assertTrue(tries > 50, "it is a delay and no lock: " + tries);
  }

  @Test
  void signInWhenTheAccountIsSlowThenABrowserThatWasLetInBeforeHasItsOwnAttempts() {
    Sensitive shown = TestLimits.browsers(clock).with(null, "jane");
    RequestContext known = new RequestContext("192.0.2.7", "", "r", shown);
    for (int i = 0; i < 50; i++) {
      int stranger = i;
      boolean unused = isGranted(() -> limits.signIn("jane", origin("10.0.0." + stranger)));
    }
    assertFalse(isGranted(() -> limits.signIn("jane", origin("192.0.2.7"))));

    limits.signIn("jane", known);
    limits.signIn("jane", known);
    assertFalse(isGranted(() -> limits.signIn("jane", known)), "it has no more than anybody");
    assertFalse(
        isGranted(() -> limits.signIn("jane", new RequestContext("192.0.2.9", "", "r", shown))),
        "from wherever: it is the browser that is counted");
    assertFalse(isGranted(() -> limits.signIn("jane", origin("10.1.1.1"))));
  }

  @Test
  void signInWhenTheBrowserIsKnownToAnotherAccountThenItCountsLikeAnyOther() {
    RequestContext known =
        new RequestContext("192.0.2.7", "", "r", TestLimits.browsers(clock).with(null, "john"));
    for (int i = 0; i < 3; i++) {
      boolean unused = isGranted(() -> limits.signIn("jane", known));
    }

    assertFalse(isGranted(() -> limits.signIn("jane", origin("192.0.2.7"))));
  }

  private static boolean isGranted(Runnable attempt) {
    try {
      attempt.run();
      return true;
    } catch (AuthException refused) {
      assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
      return false;
    }
  }

  private LoginLimits.Attempt signIn(String account, String address) {
    return limits.signIn(account, origin(address));
  }

  private void assertRefused(String account, String address) {
    AuthException refused =
        assertThrows(AuthException.class, () -> limits.signIn(account, origin(address)));
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
    assertTrue(refused.retryAfter() != null);
  }

  private static RequestContext origin(String address) {
    return new RequestContext(address, "curl/8", "req-1");
  }
}
