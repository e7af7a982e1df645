package org.gatehouse.server.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.page.PageClient;

/** A server with two providers, which are one, and its owner. */
public final class SsoHouse implements AutoCloseable {
  private static final String MEMBER = "00000000-0000-4000-8000-000000000002";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** The provider, which signs in its {@code person} at once. */
  public final OpenIdProvider provider = OpenIdProvider.start(Clock.systemUTC());

  /** The server. */
  public final RunningServer server;

  /** Its owner. */
  public final Owner owner;

  private SsoHouse(Map<String, String> more) {
    Launch launch =
        Launch.fresh()
            .with("TRUST_PROXY", "127.0.0.1/32")
            .with("SSO_OIDC_CLIENT_ID", OpenIdProvider.CLIENT_ID)
            .with("SSO_OIDC_CLIENT_SECRET", OpenIdProvider.CLIENT_SECRET)
            .with("SSO_OIDC_ISSUER", provider.origin())
            .with("SSO_OIDC_NAME", "Test House")
            .with("SSO_GITHUB_CLIENT_ID", OpenIdProvider.CLIENT_ID)
            .with("SSO_GITHUB_CLIENT_SECRET", OpenIdProvider.CLIENT_SECRET)
            .with("SSO_GITHUB_URL", provider.origin());
    for (Map.Entry<String, String> setting : more.entrySet()) {
      launch = launch.with(setting.getKey(), setting.getValue());
    }
    server = RunningServer.start(launch.withSample());
    owner = Owner.of(server);
  }

  /** Opens one. */
  public static SsoHouse open() {
    return new SsoHouse(Map.of());
  }

  /** Opens one with one more setting. */
  public static SsoHouse with(String name, String value) {
    return new SsoHouse(Map.of(name, value));
  }

  @Override
  public void close() {
    server.close();
    provider.close();
  }

  /** A client address that no other test has. */
  public static String address() {
    int number = NUMBER.incrementAndGet();
    return "10.91." + number / 250 + "." + (1 + number % 250);
  }

  /** A browser at an address of its own. */
  PageClient browser() {
    return PageClient.at(server, address());
  }

  /** The owner as an API client. */
  Http api() {
    return api(server);
  }

  /** The owner of any server as an API client. */
  public static Http api(RunningServer server) {
    Http client = Http.to(server).from(address());
    return client.bearer(Owner.of(server).signIn(client).access());
  }

  /** The token of an invitation to an address. */
  public String invite(String email) {
    return invite(server, email);
  }

  /** The same on any server. */
  public static String invite(RunningServer server, String email) {
    Http api = api(server);
    String workspace = api.get("api/v1/workspaces").json().at("/items/0/id").asText();
    Http.Answer answer =
        api.post(
            "api/v1/account/invite",
            Map.of(
                "user",
                Map.of("email", email),
                "workspace",
                Map.of("id", workspace),
                "role",
                Map.of("id", MEMBER)));
    assertEquals(201, answer.status(), answer::toString);
    String link = answer.json().path("inviteLink").asText();
    return link.substring(link.indexOf("token=") + "token=".length());
  }

  /** Goes to the provider; gives the path and query by which the browser comes back. */
  String visit(PageClient browser, String login) {
    Http.Answer away = browser.open("api/v1/" + login);
    assertEquals(302, away.status(), away::toString);
    return back(OpenIdProvider.visit(URI.create(location(away))));
  }

  /** The same for the address of a link. */
  public static String back(URI callback) {
    return callback.getRawPath().replaceFirst("^/gatehouse/", "") + "?" + callback.getRawQuery();
  }

  /** To the provider and back. */
  Http.Answer round(PageClient browser, String login) {
    return browser.open(visit(browser, login));
  }

  /** Where a redirect leads. */
  public static String location(Http.Answer answer) {
    return answer.header("Location").orElseThrow(() -> new AssertionError(answer.toString()));
  }

  /** Where a redirect of ours leads, on the public address. */
  String path(Http.Answer answer) {
    assertEquals(302, answer.status(), answer::toString);
    String origin = "http://localhost:" + server.port();
    String location = location(answer);
    assertEquals(origin, location.substring(0, Math.min(origin.length(), location.length())));
    return location.substring(origin.length());
  }

  void assertProblem(String problem, Http.Answer answer) {
    assertEquals(
        "/gatehouse/sso?problem=" + problem,
        path(answer).replaceFirst("&provider=.*", ""),
        answer::toString);
    assertEquals(
        0,
        answer.headers().allValues("Set-Cookie").stream()
            .filter(line -> line.contains("-access=") || line.contains("-refresh="))
            .count(),
        answer::toString);
  }

  /** Who the browser is. */
  JsonNode whoAmI(PageClient browser) {
    Http.Answer answer = browser.http().with("Accept", "application/json").get("api/v1/whoami");
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }
}
