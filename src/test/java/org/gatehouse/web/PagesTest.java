package org.gatehouse.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.request.RetryAfter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
  private static final String HOSTILE = "\"><script>alert('1')</script>";

  private static final Map<String, Object> HOSTILE_LINK =
      Map.of(
          "label", HOSTILE,
          "href", HOSTILE,
          "name", HOSTILE,
          "id", HOSTILE,
          "account", HOSTILE,
          "since", HOSTILE);

  private final Assets assets = new Assets();
  private final Pages pages = new Pages(assets);

  static Stream<String> templates() {
    return Stream.of(
        "login",
        "logout",
        "home",
        "unauthorized",
        "setup",
        "forgot-password",
        "reset-password",
        "verify",
        "account",
        "link",
        "sso",
        "confirm-email-change",
        "foreign",
        "error");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void htmlWhenValuesAreHostileThenOnlyText(String template) {
    PageView view =
        new PageView(
                template,
                HOSTILE,
                Map.of(
                    "email", HOSTILE,
                    "name", HOSTILE,
                    "error", HOSTILE,
                    "return", HOSTILE,
                    "groups", List.of(HOSTILE),
                    "mistakes", Map.of("token", HOSTILE),
                    "list", List.of(Map.of("field", "token", "text", HOSTILE)),
                    "address", HOSTILE,
                    "csrf", HOSTILE,
                    "text", HOSTILE))
            .with("withPassword", true)
            .with("providers", List.of(HOSTILE_LINK))
            .with("sso", true)
            .with("hasPassword", true)
            .with("identities", List.of(HOSTILE_LINK))
            .with("label", HOSTILE)
            .with("href", HOSTILE);

    String html = pages.html("/gatehouse", view);

    assertFalse(html.contains("<script"), html);
    assertTrue(html.contains("&lt;script&gt;"), html);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void htmlWhenRenderedThenNothingInlineAndNothingFromElsewhere(String template) {
    String html = pages.html("/gatehouse", PageView.of(template, "Title"));

    assertFalse(Pattern.compile("<script|<style| style=| on[a-z]+=|//").matcher(html).find(), html);
    assertTrue(html.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"), html);
    assertTrue(html.contains("<title>Title – Gatehouse</title>"), html);
    assertFalse(html.contains("{{"), html);
  }

  @Test
  void loginWhenAMistakeWasMadeThenAddressIsKeptAndPasswordIsNext() {
    String html =
        pages.html(
            "",
            PageView.of("login", "x")
                .with("withPassword", true)
                .with("error", "Wrong")
                .with("email", "a@b.example"));

    assertTrue(html.contains("value=\"a@b.example\""), html);
    assertTrue(
        Pattern.compile("<input id=\"password\"[^>]* autofocus[^>]*describedby=\"error\"")
            .matcher(html)
            .find(),
        html);
    assertEquals(1, html.split(" autofocus", -1).length - 1, html);
  }

  @ParameterizedTest
  @CsvSource({
    "400, Not understood",
    "401, Please sign in",
    "403, No access",
    "404, Not found",
    "405, Not possible",
    "413, Too much",
    "415, Not understood",
    "429, Too many attempts",
    "500, Something went wrong",
    "501, Something went wrong",
    "503, Busy"
  })
  void errorWordsWhenStatusIsKnownThenWordsAndNoJargon(int status, String title) {
    ErrorWords words = ErrorWords.of(status, Optional.of(Duration.ofSeconds(20)));

    assertEquals(title, words.title());
    assertTrue(words.text().endsWith("."), words.text());
    assertEquals(status == 429, words.text().contains("in 20 seconds"));
  }

  @Test
  void assetsWhenFoundThenUnderADigestOfTheirContent() {
    String path = assets.path("gatehouse.css");

    assertTrue(path.matches("/assets/gatehouse-[0-9a-f]{12}\\.css"), path);
    assertTrue(assets.find(path.substring("/assets".length())).isPresent());
    for (String other :
        List.of("", "/", "/gatehouse.css", "/login.hbs", "/../login.hbs", "/Assets.class")) {
      assertEquals(Optional.empty(), assets.find(other));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, in 1 second, 1",
    "1000, in 1 second, 1",
    "1001, in 2 seconds, 2",
    "90000, in 90 seconds, 90",
    "90001, in 2 minutes, 91",
    "299000, in 5 minutes, 299"
  })
  void waitingTimeWhenToldThenNeverTooShort(long millis, String words, String header) {
    Duration wait = Duration.ofMillis(millis);

    assertEquals(words, WaitingTime.words(Optional.of(wait)));
    assertEquals(header, RetryAfter.header(wait));
    assertEquals("later", WaitingTime.words(Optional.empty()));
  }
}
