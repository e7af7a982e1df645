package org.gatehouse.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.request.FakeRequest;
import org.junit.jupiter.api.Test;

class SessionCookiesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final SessionCookies plain = new SessionCookies(false, CLOCK);
  private final SessionCookies secure = new SessionCookies(true, CLOCK);

  @Test
  void setWhenPlainThenBothHttpOnlyAndLaxWithTheLifeOfTheirTokens() {
    assertEquals(
        List.of(
            "gatehouse-access=aaa; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax",
            "gatehouse-refresh=rrr; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax"),
        set(plain, Duration.ofHours(1), Duration.ofDays(7)));
  }

  @Test
  void setWhenSecureThenHostPrefixAndSecure() {
    assertEquals(
        List.of(
            "__Host-gatehouse-access=aaa; Path=/; Max-Age=2; HttpOnly; SameSite=Lax; Secure",
            "__Host-gatehouse-refresh=rrr; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"),
        set(secure, Duration.ofMillis(1999), Duration.ofSeconds(-5)));
  }

  @Test
  void clearWhenCalledThenBothEmptyAndOverWithTheFlagsOfTheirSetting() {
    assertEquals(
        List.of(
            "__Host-gatehouse-access=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
            "__Host-gatehouse-refresh=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"),
        secure.clear());
  }

  @Test
  void readWhenThereThenTheirValues() {
    var request =
        new FakeRequest()
            .cookie("other", "x")
            .cookie("gatehouse-access", "aaa")
            .cookie("gatehouse-refresh", "rrr")
            .build();
    assertEquals(Optional.of(Sensitive.of("aaa")), plain.accessToken(request));
    assertEquals(Optional.of(Sensitive.of("rrr")), plain.refreshToken(request));
    assertTrue(plain.areOn(request));
    assertFalse(secure.areOn(request), "a planted cookie without the prefix does not count");
  }

  @Test
  void readWhenAbsentOrEmptyThenNothing() {
    assertFalse(plain.areOn(new FakeRequest().build()));
    assertFalse(plain.areOn(new FakeRequest().cookie("gatehouse-access", "").build()));
    assertFalse(plain.areOn(new FakeRequest().cookie("GATEHOUSE-ACCESS", "a").build()));
    assertTrue(plain.areOn(new FakeRequest().cookie("gatehouse-refresh", "r").build()));
  }

  private static List<String> set(SessionCookies cookies, Duration access, Duration refresh) {
    return cookies.set(
        Sensitive.of("aaa"), NOW.plus(access), Sensitive.of("rrr"), NOW.plus(refresh));
  }
}
