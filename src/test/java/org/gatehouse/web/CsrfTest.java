package org.gatehouse.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.request.FakeRequest;
import org.gatehouse.web.Csrf.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfTest {
  private static final String OURS = "http://localhost:8080";
  private static final String NAME = "gatehouse-csrf";

  private final Csrf csrf = csrf("a secret of the server", false);
  private final Browser browser = new Browser(csrf);

  /** What one browser holds after it has opened a page. */
  private static final class Browser {
    final List<String> set = new ArrayList<>();
    final String field;

    Browser(Csrf csrf) {
      field = csrf.field(new FakeRequest().build(), response(set));
    }

    String cookie() {
      return set.get(0).replaceFirst("^[^=]*=", "").replaceFirst(";.*", "");
    }
  }

  @Test
  void judgeWhenCookieAndFieldBelongTogetherThenOurs() {
    assertEquals(Verdict.OURS, judge(browser.cookie(), browser.field));
  }

  @Test
  void judgeWhenOnlyRefererSaysFromWhereThenItCounts() {
    FakeRequest request = new FakeRequest().cookie(NAME, browser.cookie());

    assertEquals(
        Verdict.OURS,
        csrf.judge(request.header("Referer", OURS + "/gatehouse/login").build(), form(browser)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "http://localhost",
        "http://localhost:80801",
        "https://localhost:8080",
        "http://127.0.0.1:8080",
        "http://localhost:8080/",
        "https://evil.example"
      })
  void judgeWhenOriginIsAnotherThenForeignWhateverTheTokens(String origin) {
    FakeRequest request = new FakeRequest().cookie(NAME, browser.cookie());
    request.header("Origin", origin).header("Referer", OURS + "/gatehouse/login");

    assertEquals(Verdict.FOREIGN, csrf.judge(request.build(), form(browser)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080.evil.example/",
        "http://localhost:80801/",
        "http://evil.example/?http://localhost:8080/",
        "http://localhost:8080"
      })
  void judgeWhenRefererIsAnotherThenForeign(String referer) {
    FakeRequest request = new FakeRequest().cookie(NAME, browser.cookie());

    assertEquals(
        Verdict.FOREIGN, csrf.judge(request.header("Referer", referer).build(), form(browser)));
  }

  @Test
  void judgeWhenNobodySaysFromWhereThenForeign() {
    assertEquals(
        Verdict.FOREIGN,
        csrf.judge(new FakeRequest().cookie(NAME, browser.cookie()).build(), form(browser)));
  }

  @Test
  void judgeWhenCookieIsAbsentOrForgedThenWithoutCookie() {
    String value = browser.cookie();
    String forged = value.substring(0, 43) + "." + new Browser(csrf("other", false)).cookie();

    assertEquals(
        Verdict.WITHOUT_COOKIE,
        csrf.judge(new FakeRequest().header("Origin", OURS).build(), form(browser)));
    for (String other :
        List.of("", ".", "x.y", value.substring(0, 43), value + ".", "a" + value, forged)) {
      assertEquals(Verdict.WITHOUT_COOKIE, judge(other, browser.field), other);
    }
  }

  @Test
  void judgeWhenFieldIsOfAnotherBrowserOrMadeUpThenStale() {
    String value = browser.cookie();
    for (String other :
        List.of(
            "",
            new Browser(csrf).field,
            value,
            value.substring(0, 43),
            value.substring(44),
            new Browser(csrf("other", false)).field)) {
      assertEquals(Verdict.STALE, judge(value, other), other);
    }
  }

  @Test
  void judgeWhenAnotherCookieIsPlantedThenOursIsFound() {
    FakeRequest request = new FakeRequest().header("Origin", OURS);
    request.cookie(NAME, "planted.x").cookie(NAME, browser.cookie());

    assertEquals(Verdict.OURS, csrf.judge(request.build(), form(browser)));
  }

  @Test
  void fieldWhenBrowserHasACookieThenAllItsTabsShareIt() {
    List<String> set = new ArrayList<>();
    String second =
        csrf.field(new FakeRequest().cookie(NAME, browser.cookie()).build(), response(set));

    assertEquals(browser.field, second);
    assertEquals(List.of(), set);
    assertNotEquals(browser.field, new Browser(csrf).field);
    assertFalse(browser.cookie().contains(browser.field));
  }

  @Test
  void cookieWhenSetThenAsSafeAsTheSettingsAllow() {
    assertTrue(
        browser.set.get(0).matches("gatehouse-csrf=[^;]+; Path=/; HttpOnly; SameSite=Lax"),
        browser.set::toString);
    String secure = new Browser(csrf("x", true)).set.get(0);
    assertTrue(
        secure.matches("__Host-gatehouse-csrf=[^;]+; Path=/; HttpOnly; SameSite=Lax; Secure"),
        secure);
  }

  @Test
  void judgeWhenTheSecretHasChangedThenOpenFormsAreGoodAsLongAsThePreviousOneIsGiven() {
    Csrf changed = csrf("another", Optional.of("a secret of the server"), false);
    assertEquals(Verdict.OURS, judge(changed, browser.cookie(), browser.field));
    Browser later = new Browser(changed);
    assertEquals(Verdict.OURS, judge(changed, later.cookie(), later.field));
    assertEquals(Verdict.STALE, judge(changed, browser.cookie(), later.field));
    assertEquals(Verdict.WITHOUT_COOKIE, judge(later.cookie(), later.field));
    Csrf without = csrf("another", false);
    assertEquals(Verdict.WITHOUT_COOKIE, judge(without, browser.cookie(), browser.field));
  }

  private static Csrf csrf(String secret, boolean secure) {
    return csrf(secret, Optional.empty(), secure);
  }

  private static Csrf csrf(String secret, Optional<String> previous, boolean secure) {
    return new Csrf(
        Sensitive.of(secret),
        previous.map(Sensitive::of),
        secure,
        Set.of(OURS),
        new SecureRandom());
  }

  private Verdict judge(String cookie, String field) {
    return judge(csrf, cookie, field);
  }

  private static Verdict judge(Csrf csrf, String cookie, String field) {
    return csrf.judge(
        new FakeRequest().header("Origin", OURS).cookie(NAME, cookie).build(),
        Form.parse("csrf=" + field));
  }

  private static Form form(Browser browser) {
    return Form.parse("csrf=" + browser.field);
  }

  private static HttpServletResponse response(List<String> set) {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            CsrfTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) -> {
              set.add((String) arguments[1]);
              return null;
            });
  }
}
