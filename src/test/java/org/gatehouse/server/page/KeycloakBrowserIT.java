package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.gatehouse.openid.Keycloak;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** All of it at Keycloak. */
@Tag("keycloak")
class KeycloakBrowserIT extends ProviderFlows {
  private static final Keycloak KEYCLOAK = new Keycloak();

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = start(KEYCLOAK.issuer());
    KEYCLOAK.start("http://localhost:" + server.port() + "/gatehouse");
  }

  @AfterAll
  static void stop() {
    KEYCLOAK.close();
    server.close();
  }

  @Override
  RunningServer server() {
    return server;
  }

  @Override
  String address() {
    return "10.94.0.1";
  }

  @Override
  void comeIn(Page page, String name) {
    page.locator("#username").fill(name);
    page.locator("#password").fill(Keycloak.PASSWORD);
    page.locator("#kc-login").click();
  }

  /** It does not ask: it knows the id_token. */
  @Override
  void confirmSignOut(Page page) {}

  @Override
  void signOutThere(Page page) {
    page.navigate(KEYCLOAK.issuer() + "/protocol/openid-connect/logout");
    page.locator("#kc-logout").click();
    assertThat(page.locator("body")).containsText(Pattern.compile("logged out"));
  }
}
