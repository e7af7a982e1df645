package org.gatehouse.server.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.openid.Misbehaviour;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.openid.Person;
import org.gatehouse.server.Http;
import org.gatehouse.server.page.PageClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The round trip through a real server, on every server. */
class SsoIT {
  private static final Pattern HREF = Pattern.compile("class=\"button\" href=\"([^\"]*)\"");

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static SsoHouse house;

  @BeforeAll
  static void open() {
    house = SsoHouse.open();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void behave() {
    house.provider.behave();
  }

  /** Somebody who has joined by an invitation. */
  private static Person joined(String subject) {
    Person person = Person.verified(subject, subject + "@example.org");
    house.provider.person = person;
    String token = house.invite(subject + "@example.org");
    Http.Answer answer = house.round(house.browser(), "oidc/login?invitation=" + token);
    assertEquals("/gatehouse/", house.path(answer));
    return person;
  }

  private static JsonNode lastAudit(String action) {
    return house.api().get("api/v1/audit-events?limit=1&action=" + action).json().at("/items/0");
  }

  @Test
  void signInWhenInvitedThenJoinsAndLaterGoesWhereTheyWanted() {
    Person unused = joined("ada");
    PageClient browser = house.browser();
    Http.Answer answer = house.round(browser, "oidc/login?return=%2Fsample%2Fdesk%3Fx%3D1");
    assertEquals("/sample/desk?x=1", house.path(answer));
    List<String> cookies = answer.headers().allValues("Set-Cookie");
    assertTrue(
        cookies.stream().allMatch(line -> line.contains("; HttpOnly; SameSite=Lax")),
        cookies::toString);
    JsonNode ada = house.whoAmI(browser);
    assertEquals("ada@example.org", ada.path("name").asText());
    assertEquals("member", ada.at("/groups/0").asText());
    assertEquals(
        "fed",
        browser
            .http()
            .with("Accept", "application/json")
            .get("api/v1/sessions")
            .json()
            .at("/items/0/amr/0")
            .asText());
    Http.Answer refreshed =
        browser
            .http()
            .with("Accept", "application/json")
            .with("x-request-from", "internal")
            .post("api/v1/auth/refreshToken", Map.of());
    assertTrue(refreshed.json().path("isSSO").asBoolean(), refreshed::toString);
    JsonNode event = lastAudit("SSO_SIGN_IN");
    assertEquals("SUCCESS", event.path("outcome").asText());
    assertEquals("oidc", event.path("detail").asText());
  }

  @Test
  void signInWhenAtGitHubThenIn() {
    house.provider.person =
        new Person(
            Map.of(
                "id",
                4711,
                "login",
                "hubert",
                "emails",
                List.of(Map.of("email", "hubert@example.org", "primary", true, "verified", true))));
    String token = house.invite("hubert@example.org");
    PageClient browser = house.browser();
    assertEquals(
        "/gatehouse/", house.path(house.round(browser, "github/login?invitation=" + token)));
    assertEquals("hubert@example.org", house.whoAmI(browser).path("name").asText());
  }

  @Test
  void signInWhenTheAddressIsThatOfTheOwnerThenUnknownAllTheSame() {
    house.provider.person = Person.verified("eve", house.owner.email());
    PageClient browser = house.browser();
    Http.Answer answer = house.round(browser, "oidc/login");
    house.assertProblem("unknown", answer);
    Http.Answer page = browser.open(house.path(answer).replaceFirst("^/gatehouse/", ""));
    assertEquals(200, page.status());
    assertTrue(page.text().contains("We do not know you yet"), page::toString);
    assertTrue(page.text().contains("link Test House under"), page::toString);
    assertEquals("oidc: unknown-identity", lastAudit("SSO_SIGN_IN").path("detail").asText());
  }

  @Test
  void roundTripsWhenSeveralInOneBrowserThenEachEndsWhereItBegan() {
    Person unused = joined("tabs");
    PageClient browser = house.browser();
    String first = house.visit(browser, "oidc/login?return=%2Fsample%2F1");
    String second = house.visit(browser, "oidc/login?return=%2Fsample%2F2");
    assertEquals("/sample/1", house.path(browser.open(first)));
    assertEquals("/sample/2", house.path(browser.open(second)));
  }

  @Test
  void callbackWhenUsedAgainOrElsewhereThenNothing() {
    Person unused = joined("replay");
    PageClient browser = house.browser();
    String callback = house.visit(browser, "oidc/login");
    String stolen = browser.cookies();
    house.assertProblem("no-round-trip", house.browser().open(callback));
    assertEquals("/gatehouse/", house.path(browser.open(callback)));
    house.assertProblem("no-round-trip", browser.open(callback));
    // Who has kept the cookie of the round trip is left to the provider, which knows each code
    // once.
    house.assertProblem(
        "provider-refused", house.browser().withHeader("Cookie", stolen).open(callback));
  }

  @Test
  void callbackWhenMixedUpOrIncompleteThenNothing() {
    Person unused = joined("mixed");
    PageClient browser = house.browser();
    String callback = house.visit(browser, "oidc/login");
    house.assertProblem("no-round-trip", browser.open(callback.replace("/oidc/", "/github/")));
    callback = house.visit(browser, "oidc/login");
    String state = callback.replaceFirst("^.*[?&](state=[^&]*).*$", "$1");
    house.assertProblem("no-round-trip", browser.open(callback + "&" + state));
    house.assertProblem("no-round-trip", browser.open(callback.replace(state, "")));
    house.assertProblem("no-round-trip", browser.open(callback.replace(state, "state=x")));
    house.assertProblem(
        "untrusted",
        browser.open(callback.replaceFirst("iss=[^&]*", "iss=https%3A%2F%2Fe.example")));
    house.assertProblem("denied", browser.open(denied(house.visit(browser, "oidc/login"))));
    house.assertProblem(
        "provider-refused",
        browser.open(house.visit(browser, "oidc/login").replaceFirst("code=[^&]*", "code=")));
  }

  private static String denied(String callback) {
    return callback.replaceFirst("code=[^&]*", "error=access_denied");
  }

  @Test
  void providerWhenDownThenAPageAndNoCookieAtAll() {
    house.provider.misbehave(well -> well.at("/token", Misbehaviour.outOfOrder("large")));
    house.assertProblem("provider-down", house.round(house.browser(), "oidc/login"));
    assertEquals("oidc: too_large", lastAudit("SSO_SIGN_IN").path("detail").asText());
  }

  @Test
  void accountWhenDisabledThenNoSession() {
    Person unused = joined("shut");
    Http api = house.api();
    String id = api.get("api/v1/users?search=shut%40").json().at("/items/0/id").asText();
    Http.Answer answer = api.sendJson("PATCH", "api/v1/users/" + id, Map.of("status", "disabled"));
    assertEquals(200, answer.status(), answer::toString);
    house.assertProblem("closed", house.round(house.browser(), "oidc/login"));
  }

  @Test
  void returnAddressWhenForeignThenHome() {
    Person unused = joined("back");
    for (String back : List.of("https%3A%2F%2Fevil.example%2F", "%2F%2Fevil.example", "evil")) {
      assertEquals(
          "/gatehouse/", house.path(house.round(house.browser(), "oidc/login?return=" + back)));
    }
  }

  @Test
  void providersWhenAskedForThenThoseThatAreSetUp() {
    Http client = Http.to(house.server).from(SsoHouse.address());
    assertEquals(
        "{\"providers\":[\"github\",\"oidc\"]}", client.get("api/v1/loginmethod/default").text());
    for (String path : List.of("google/login", "google/callback", "nobody/login")) {
      assertEquals(404, client.get("api/v1/" + path).status(), path);
    }
    assertEquals(Set.of("POST", "OPTIONS"), allowed(client.get("api/v1/auth/login")));
    assertEquals(
        Set.of("GET", "HEAD", "OPTIONS"), allowed(client.post("api/v1/oidc/login", Map.of())));
    Http.Answer page = house.browser().open("login?return=%2Fsample%2F");
    assertTrue(
        page.text().contains("href=\"/gatehouse/api/v1/oidc/login?return&#x3D;%2Fsample%2F\"")
            || page.text().contains("href=\"/gatehouse/api/v1/oidc/login?return=%2Fsample%2F\""),
        page::toString);
  }

  private static Set<String> allowed(Http.Answer answer) {
    assertEquals(405, answer.status(), answer::toString);
    return Set.of(answer.header("Allow").orElse("").split(", ", -1));
  }

  @Test
  void linkWhenConfirmedWithThePasswordThenItOpensTheAccountUntilItIsUnlinked() {
    house.provider.person = Person.verified("owners-other", "private@elsewhere.example");
    PageClient browser = house.browser();
    Http.Answer signedIn = browser.signIn(house.owner, Map.of());
    assertEquals(303, signedIn.status(), signedIn::toString);
    Http.Answer wrong = link(browser, "wrong");
    assertEquals(400, wrong.status(), wrong::toString);
    assertEquals("wrong-password", lastAudit("IDENTITY_LINK").path("detail").asText());
    house.assertProblem("unknown", house.round(house.browser(), "oidc/login"));

    Http.Answer shown = link(browser, house.owner.password());
    assertEquals(200, shown.status(), shown::toString);
    Matcher href = HREF.matcher(shown.text());
    assertTrue(href.find(), shown::toString);
    URI provider = URI.create(href.group(1).replace("&amp;", "&").replace("&#x3D;", "="));
    String callback = SsoHouse.back(OpenIdProvider.visit(provider));
    // In a browser that is not signed in to this account, the answer links nothing.
    house.assertProblem("no-round-trip", house.browser().open(callback));
    assertEquals("/gatehouse/account?done=link", house.path(browser.open(callback)));

    PageClient other = house.browser();
    assertEquals("/gatehouse/", house.path(house.round(other, "oidc/login")));
    assertEquals(house.owner.email(), house.whoAmI(other).path("name").asText());
    Http.Answer account = other.open("account");
    Matcher identity =
        Pattern.compile("name=\"identity\" value=\"([^\"]+)\"").matcher(account.text());
    assertTrue(identity.find(), account::toString);
    assertTrue(account.text().contains("private@elsewhere.example"), account::toString);
    Http.Answer unlinked =
        other.submit("account", Map.of("do", "unlink", "identity", identity.group(1)));
    assertEquals("/gatehouse/account?done=unlink", SsoHouse.location(unlinked));
    house.assertProblem("unknown", house.round(house.browser(), "oidc/login"));
  }

  private static Http.Answer link(PageClient browser, String password) {
    Map<String, String> form = new TreeMap<>();
    form.put("do", "link");
    form.put("provider", "oidc");
    form.put("linkPresent", password);
    return browser.submit("account", form);
  }

  @Test
  void providerWhenItTellsOfASignOutThenTheLoginEndsWithinASecond() {
    Person unused = joined("leaving");
    PageClient browser = house.browser();
    assertEquals("/gatehouse/", house.path(house.round(browser, "oidc/login")));
    assertEquals("leaving@example.org", house.whoAmI(browser).path("name").asText());
    Http provider = Http.to(house.server).from(SsoHouse.address());
    String token = house.provider.logoutToken(claims -> {});
    String idToken = house.provider.logoutToken(claims -> claims.put("nonce", "x"));
    assertEquals(400, told(provider, "oidc", idToken).status());
    assertEquals(400, told(provider, "oidc", "").status());
    assertEquals(404, told(provider, "github", token).status());
    assertEquals(404, told(provider, "google", token).status());
    assertEquals("leaving@example.org", house.whoAmI(browser).path("name").asText());
    Http.Answer answer = told(provider, "oidc", token);
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(
        401, browser.http().with("Accept", "application/json").get("api/v1/whoami").status());
    JsonNode event = lastAudit("SSO_SIGN_OUT");
    assertEquals("oidc", event.path("detail").asText());
  }

  private static Http.Answer told(Http provider, String name, String token) {
    return provider.postRaw(
        "api/v1/sso/" + name + "/backchannel-logout",
        "application/x-www-form-urlencoded",
        ("logout_token=" + token).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void logWhenEverythingIsDoneThenHoldsNoCodeTokenOrSecret() {
    Person unused = joined("logged");
    PageClient browser = house.browser();
    String callback = house.visit(browser, "oidc/login");
    String code = callback.replaceFirst("^.*[?&]code=([^&]*).*$", "$1");
    Http.Answer in = browser.open(callback);
    assertEquals(302, in.status());
    String log = house.server.output();
    for (String secret : List.of(code, OpenIdProvider.CLIENT_SECRET, "Bearer ")) {
      assertFalse(log.contains(secret), secret);
    }
  }
}
