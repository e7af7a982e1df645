package org.gatehouse.server.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.gatehouse.server.Http;
import org.gatehouse.server.LoginCookies;
import org.gatehouse.server.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application that knows nothing of Gatehouse has from it. */
class CoDeployedAppIT {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final String MEMBERS = "members/whoami";

  private final Owner owner = Owner.shared();

  @Test
  void memberPageWhenCookieBearerOrBasicThenServedAndUserKnown() {
    SampleUser user = SampleUser.signIn("10.30.0.1");
    Http stranger = SampleUser.stranger("10.30.0.1");
    Map<String, Http> clients =
        Map.of(
            "cookie", user.sample(),
            "bearer", stranger.bearer(user.cookies().access().value()),
            "basic", stranger.with("Authorization", basic(owner.email(), owner.password())));
    clients.forEach(
        (kind, client) -> {
          JsonNode visitor = visitor(client.get(MEMBERS));
          assertEquals(owner.email(), visitor.path("name").asText(), kind);
          assertTrue(visitor.path("owner").asBoolean(), kind);
          assertFalse(visitor.path("editor").asBoolean(), kind);
          assertFalse(visitor.path("authType").isNull(), kind);
        });
  }

  @Test
  void publicPageWhenSignedInThenItKnowsTheUserToo() {
    JsonNode visitor = visitor(SampleUser.signIn("10.30.0.2").sample().get("whoami"));

    assertEquals(owner.email(), visitor.path("name").asText());
    assertTrue(visitor.path("owner").asBoolean());
  }

  @Test
  void publicPageWhenCredentialsAreWorthNothingThenServedToNobody() {
    Http stranger = SampleUser.stranger("10.30.0.3");
    for (Http client :
        List.of(
            stranger,
            stranger.with("Cookie", "gatehouse-access=x.y.z; gatehouse-refresh=x.y.z"),
            stranger.bearer("some.token.of-another-system"),
            stranger.with("Authorization", basic("nobody@example.org", "wrong")),
            stranger.with("Authorization", "Negotiate YII"))) {
      assertTrue(visitor(client.get("whoami")).path("name").isNull());
    }
  }

  @Test
  void roleWhenGroupOfTheTokenThenOpensPageServletAndEnterpriseBean() {
    SampleUser user = SampleUser.signIn("10.30.0.4");
    Http editor = user.withAccess(user.accessWithRole("editor"));

    assertTrue(visitor(editor.get("editors/whoami")).path("editor").asBoolean());
    assertEquals(200, editor.get("editors/").status());
    assertEquals(200, editor.get("press/front-page").status());
    assertEquals(200, editor.get("owners").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"editors/", "editors/whoami", "press/front-page"})
  void roleWhenMissingThenForbidden(String path) {
    Http.Answer answer = SampleUser.signIn("10.30.0.5").sample().get(path);

    assertEquals(403, answer.status(), answer::toString);
  }

  @Test
  void servletSecurityWhenRoleIsMissingThenForbidden() {
    SampleUser user = SampleUser.signIn("10.30.0.6");
    String plain = user.access(claims -> claims.putArray("groups"));

    assertEquals(403, user.withAccess(plain).get("owners").status());
    assertEquals(200, user.withAccess(plain).get(MEMBERS).status());
  }

  @Test
  void restResourceWhenSignedInThenReadAndWritten() {
    Http sample = SampleUser.signIn("10.30.0.7").sample();

    assertEquals(200, sample.get("api/articles").status());
    Http.Answer posted = sample.post("api/articles", Map.of("title", "Gate opened"));
    assertEquals(201, posted.status(), posted::toString);
    assertEquals(owner.email(), posted.json().path("author").asText());
  }

  /** Tomcat gives a session that was opened before the container knew the user a new id, once. */
  @Test
  void sessionOfTheApplicationWhenSignedInThenGoesOnUnderOneId() {
    SampleUser user = SampleUser.signIn("10.30.0.8");
    List<String> ids = new ArrayList<>();
    for (int request = 1; request <= 6; request++) {
      String cookies = user.cookies().header() + (ids.isEmpty() ? "" : "; " + last(ids));
      Http.Answer answer = SampleUser.stranger("10.30.0.8").with("Cookie", cookies).get(MEMBERS);
      assertEquals(request, visitor(answer).path("sessionRequests").asInt());
      answer.headers().allValues("Set-Cookie").stream()
          .filter(line -> line.startsWith("JSESSIONID="))
          .forEach(line -> ids.add(line.substring(0, line.indexOf(';'))));
    }
    assertTrue(ids.size() <= 2, () -> ids.size() + " session ids");
  }

  private static String last(List<String> ids) {
    return ids.get(ids.size() - 1);
  }

  @Test
  void renewalWhenAccessHasExpiredThenServedWithNewCookiesAndNoRedirect() {
    SampleUser user = SampleUser.signIn("10.30.1.1");
    for (Http client :
        List.of(
            user.expired(),
            SampleUser.stranger("10.30.1.1").with("Cookie", user.cookies().refresh().pair()))) {
      Http.Answer answer = client.with("Accept", HTML).get(MEMBERS);

      assertEquals(owner.email(), visitor(answer).path("name").asText());
      LoginCookies renewed = gatehouseCookies(answer);
      assertEquals(
          owner.email(),
          visitor(user.withAccess(renewed.access().value()).get(MEMBERS)).path("name").asText());
    }
  }

  @Test
  void renewalWhenFormIsPostedThenNothingOfItIsLost() {
    Http.Answer answer =
        SampleUser.signIn("10.30.1.2")
            .expired()
            .with("Accept", HTML)
            .postRaw("members/note", FORM, "text=kept+%E2%82%AC".getBytes(StandardCharsets.UTF_8));

    assertEquals(200, answer.status(), answer::toString);
    assertTrue(answer.text().contains("kept \u20ac"), answer::toString);
    gatehouseCookies(answer);
  }

  @Test
  void renewalWhenTwentyRequestsOfOnePageThenOneRotation() throws Exception {
    SampleUser user = SampleUser.signIn("10.30.1.3");
    Http client = user.expired();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Callable<Http.Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(() -> client.get(MEMBERS));
      }
      Set<String> refreshTokens = new HashSet<>();
      for (Future<Http.Answer> call : threads.invokeAll(calls)) {
        Http.Answer answer = call.get();
        assertEquals(200, answer.status(), answer::toString);
        refreshTokens.add(gatehouseCookies(answer).refresh().value());
      }
      assertEquals(1, refreshTokens.size());
      assertFalse(refreshTokens.contains(user.cookies().refresh().value()));
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "members/,                    %2Fsample%2Fmembers%2F",
    "members/?a=b%20c&d=%2F%2Fx,  %2Fsample%2Fmembers%2F%3Fa%3Db%2520c%26d%3D%252F%252Fx",
    "members/note?q=%C3%BC+%26,   %2Fsample%2Fmembers%2Fnote%3Fq%3D%25C3%25BC%2B%2526"
  })
  void challengeWhenBrowserThenLedToTheSignInPageAndBackToTheVeryAddress(
      String path, String returnAddress) {
    Http.Answer answer = SampleUser.stranger("10.30.2.1").with("Accept", HTML).get(path);

    assertEquals(302, answer.status(), answer::toString);
    String location = answer.header("Location").orElse("");
    assertTrue(location.endsWith("/gatehouse/login?return=" + returnAddress), location);
    assertEquals("no-store", answer.header("Cache-Control").orElse(""));
  }

  @Test
  void challengeWhenBrowserPostsThenLedBackToThePageOfTheForm() {
    Http browser = SampleUser.stranger("10.30.2.2").with("Accept", HTML);
    byte[] form = "text=lost".getBytes(StandardCharsets.UTF_8);
    String origin = "http://localhost:" + SampleUser.server().port();

    Http.Answer answer =
        browser
            .with("Referer", origin + "/sample/members/note?x=1")
            .postRaw("members/note", FORM, form);
    assertEquals(303, answer.status(), answer::toString);
    assertTrue(
        answer.header("Location").orElse("").endsWith("return=%2Fsample%2Fmembers%2Fnote%3Fx%3D1"),
        answer::toString);

    Http.Answer foreign =
        browser.with("Referer", "https://evil.example/x").postRaw("members/note", FORM, form);
    assertTrue(
        foreign.header("Location").orElse("").endsWith("return=%2Fsample%2F"), foreign::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "Accept,           application/json",
    "Accept,           */*",
    "X-Requested-With, XMLHttpRequest",
    "x-request-from,   internal",
    "Sec-Fetch-Mode,   cors",
    "Authorization,    Bearer a.b.c"
  })
  void challengeWhenClientIsNoBrowserThenToldWhatToSend(String header, String value) {
    Http.Answer answer =
        SampleUser.stranger("10.30.2.3").with("Accept", HTML).with(header, value).get(MEMBERS);

    assertEquals(401, answer.status(), answer::toString);
    assertEquals("application/problem+json", answer.mediaType());
    assertTrue(
        answer.headers().allValues("WWW-Authenticate").stream()
            .anyMatch(line -> line.startsWith("Bearer")),
        answer::toString);
    assertFalse(answer.header("Location").isPresent());
  }

  @Test
  void signOutWhenAtGatehouseThenOutInTheApplicationAtOnce() {
    SampleUser user = SampleUser.signIn("10.30.3.1");
    assertEquals(200, user.sample().get(MEMBERS).status());

    assertEquals(
        200,
        SampleUser.gatehouse("10.30.3.1")
            .bearer(user.cookies().access().value())
            .send("POST", "api/v1/account/logout", BodyPublishers.noBody())
            .status());

    assertEquals(401, user.sample().get(MEMBERS).status());
    assertTrue(visitor(user.sample().get("whoami")).path("name").isNull());
  }

  @Test
  void logoutWhenByServletApiThenSessionEndsAndCookiesGo() {
    SampleUser user = SampleUser.signIn("10.30.3.2");

    Http.Answer answer = user.sample().send("POST", "logout", BodyPublishers.noBody());

    assertTrue(answer.status() < 400, answer::toString);
    LoginCookies cleared = gatehouseCookies(answer);
    assertEquals(0, cleared.access().maxAge());
    assertEquals(0, cleared.refresh().maxAge());
    assertEquals(401, user.sample().get(MEMBERS).status());
    assertEquals(401, user.expired().get(MEMBERS).status());
    assertEquals(
        401,
        SampleUser.gatehouse("10.30.3.2")
            .bearer(user.cookies().access().value())
            .get("api/v1/whoami")
            .status());
  }

  @Test
  void loginWhenByServletApiThenSignedInEverywhere() {
    Http.Answer answer = logIn(owner.email(), owner.password());

    assertTrue(answer.status() < 400, answer::toString);
    LoginCookies cookies = gatehouseCookies(answer);
    SampleUser user = new SampleUser("10.30.3.3", cookies);
    assertEquals(200, user.sample().get(MEMBERS).status());
    assertEquals(
        200,
        SampleUser.gatehouse("10.30.3.3")
            .with("Cookie", cookies.header())
            .get("api/v1/whoami")
            .status());
  }

  @Test
  void loginWhenByServletApiWithAWrongPasswordThenRefused() {
    Http.Answer answer = logIn(owner.email(), "wrong");

    assertEquals(401, answer.status(), answer::toString);
    assertFalse(
        answer.headers().allValues("Set-Cookie").stream()
            .anyMatch(line -> line.startsWith("gatehouse-")),
        answer::toString);
  }

  private static Http.Answer logIn(String name, String password) {
    String form =
        Map.of("user", name, "password", password).entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return SampleUser.stranger("10.30.3.3")
        .postRaw("login", FORM, form.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String basic(String name, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode visitor(Http.Answer answer) {
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }

  private static LoginCookies gatehouseCookies(Http.Answer answer) {
    return LoginCookies.of(answer, line -> line.startsWith("gatehouse-"));
  }
}
