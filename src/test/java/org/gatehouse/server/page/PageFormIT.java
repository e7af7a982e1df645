package org.gatehouse.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all pages have in common: headers, methods, limits, error pages, files. */
class PageFormIT {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private final PageClient browser = PageClient.at(SharedServer.get(), "10.61.0.1");

  PageFormIT() {
    Owner.shared();
  }

  @Test
  void pageWhenShownThenItsHeadersAllowLittle() {
    Http.Answer page = browser.open("login");

    assertEquals(200, page.status(), page::toString);
    assertPage(page);
    assertEquals(Optional.of("same-origin"), page.header("Referrer-Policy"));
    assertEquals(1, page.headers().allValues("Set-Cookie").size(), page::toString);
    assertTrue(
        page.header("Set-Cookie")
            .orElse("")
            .matches("gatehouse-csrf=[\\w-]{43}\\.[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax"),
        page::toString);
    assertFalse(page.headers().map().toString().contains("JSESSIONID"), page::toString);
  }

  @Test
  void pageWhenOnlyItsHeadIsAskedForThenNoBody() {
    Http.Answer head = browser.http().send("HEAD", "login", BodyPublishers.noBody());

    assertEquals(200, head.status(), head::toString);
    assertEquals(0, head.body().length);
    assertEquals(Optional.of(POLICY), head.header("Content-Security-Policy"));
  }

  @Test
  void pageWhenMethodIsNotItsOwnThen405() {
    Http.Answer put = browser.http().send("PUT", "login", BodyPublishers.ofString("x"));
    Http.Answer post = browser.send("unauthorized", Map.of());

    assertEquals(405, put.status(), put::toString);
    assertEquals(Optional.of("GET, HEAD, POST"), put.header("Allow"));
    assertPage(put);
    assertEquals(405, post.status(), post::toString);
    assertEquals(Optional.of("GET, HEAD"), post.header("Allow"));
  }

  @ParameterizedTest
  @ValueSource(ints = {64 * 1024 + 1, 3 * 1024 * 1024})
  void formWhenLargerThan64KibThen413(int size) {
    Http.Answer answer = post("x=" + "a".repeat(size - 2));

    assertEquals(413, answer.status(), answer::toString);
    assertPage(answer);
  }

  @Test
  void formWhenOfTheSizeLimitThenRead() {
    Http.Answer answer = post("x=" + "a".repeat(64 * 1024 - 2));

    assertEquals(403, answer.status(), answer::toString);
    assertTrue(answer.text().contains("<h1>Sign in</h1>"), answer::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"email=%", "email=%FF", "email=%00", "email=a&email=b", "email=%zz"})
  void formWhenMalformedThen400(String body) {
    Http.Answer answer = post(body);

    assertEquals(400, answer.status(), answer::toString);
    assertPage(answer);
  }

  @Test
  void formWhenOfAnotherTypeThen415() {
    for (String type :
        List.of("application/json", "multipart/form-data; boundary=x", "text/plain")) {
      Http.Answer answer =
          browser.http().postRaw("login", type, "{}".getBytes(StandardCharsets.UTF_8));
      assertEquals(415, answer.status(), answer::toString);
      assertPage(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nope",
        "nope/deeper.html",
        "login/more",
        "errors",
        "WEB-INF/web.xml",
        "WEB-INF/classes/org/gatehouse/web/login.hbs",
        "org/gatehouse/web/login.hbs",
        "assets",
        "assets/",
        "assets/login.hbs",
        "assets/gatehouse.css",
        "assets/..%2fWEB-INF%2fweb.xml",
        "apiary"
      })
  void pathWhenUnknownThenAPageForBrowsersAndAProblemForOthers(String path) {
    Http.Answer page = browser.open(path);
    // %2f in a path is refused by the server before it looks at any application.
    if (path.contains("%2f")) {
      assertTrue(page.status() == 400 || page.status() == 404, page::toString);
      return;
    }
    assertEquals(404, page.status(), page::toString);
    // So it does with WEB-INF on WildFly, whose page it is then.
    if (path.startsWith("WEB-INF") && page.text().contains("404 - Not Found")) {
      return;
    }
    assertPage(page);
    assertTrue(page.text().contains("<h1>Not found</h1>"), page::toString);
    Http.Answer problem = browser.http().with("Accept", "*/*").get(path);
    assertEquals(404, problem.status(), problem::toString);
    assertEquals("application/problem+json", problem.mediaType());
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "api/", "api/other", "api/v1/nope"})
  void pathWhenOfTheApiThenAProblemForBrowsersToo(String path) {
    Http.Answer problem = browser.open(path);

    assertEquals(404, problem.status(), problem::toString);
    assertEquals("application/problem+json", problem.mediaType(), problem::toString);
  }

  @Test
  void assetsWhenNamedByAPageThenKeptForever() {
    Matcher names =
        Pattern.compile("/gatehouse/(assets/[\\w.-]+)").matcher(browser.open("login").text());
    int found = 0;
    while (names.find()) {
      Http.Answer file = browser.open(names.group(1));
      assertEquals(200, file.status(), file::toString);
      assertEquals(
          Optional.of("public, max-age=31536000, immutable"), file.header("Cache-Control"));
      assertEquals(Optional.of("nosniff"), file.header("X-Content-Type-Options"));
      assertEquals(
          names.group(1).endsWith(".css") ? "text/css" : "image/svg+xml", file.mediaType());
      assertEquals(405, browser.send(names.group(1), Map.of()).status());
      found++;
    }
    assertEquals(3, found);
  }

  private Http.Answer post(String body) {
    return browser
        .http()
        .postRaw(
            "login", "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertPage(Http.Answer page) {
    assertEquals(
        "text/html;charset=utf-8",
        page.header("Content-Type").orElse("").replace(" ", "").toLowerCase(Locale.ROOT),
        page::toString);
    assertEquals(List.of(POLICY), page.headers().allValues("Content-Security-Policy"));
    assertEquals(List.of("nosniff"), page.headers().allValues("X-Content-Type-Options"));
    assertEquals(List.of("no-store"), page.headers().allValues("Cache-Control"));
    assertTrue(page.text().endsWith("</html>\n"), page::toString);
  }
}
