package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.gatehouse.openid.NodeProvider;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Launch;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.sso.SsoHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The round trip in a browser, at a provider that others have written and that is strict. */
@Tag("ours")
@Tag("node")
class StrictProviderBrowserIT {
  private static final NodeProvider PROVIDER = new NodeProvider();

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static RunningServer server;

  private final Page page = Browser.open(server, "10.93.0.1");

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                .with("SSO_OIDC_CLIENT_ID", OpenIdProvider.CLIENT_ID)
                .with("SSO_OIDC_CLIENT_SECRET", OpenIdProvider.CLIENT_SECRET)
                .with("SSO_OIDC_ISSUER", PROVIDER.issuer())
                .with("SSO_OIDC_NAME", "Other House"));
    PROVIDER.start("http://localhost:" + server.port() + "/gatehouse/api/v1/oidc/callback");
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
    server.close();
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void invitationWhenAcceptedThereThenInAndTheNextSignInKnowsThem() {
    page.navigate("register?token=" + SsoHouse.invite(server, "grace@example.org"));
    link("Join with Other House");
    comeIn("grace");
    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
    assertThat(page.locator("main")).containsText("grace@example.org");

    page.context().clearCookies();
    page.navigate("login?return=%2Fgatehouse%2Faccount");
    link("Sign in with Other House");
    comeIn("grace");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Your account");
    assertThat(page.getByLabel("Your name")).hasValue("Name of grace");
  }

  @Test
  void signInWhenRefusedThereOrUnverifiedThenAPageSaysSo() {
    page.navigate("login");
    link("Sign in with Other House");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("No")).click();
    assertThat(page.locator("main")).containsText("Other House says that you did not agree.");

    page.navigate("register?token=" + SsoHouse.invite(server, "unverified-1@example.org"));
    link("Join with Other House");
    comeIn("unverified-1");
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("No confirmed address");
  }

  private void link(String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
  }

  private void comeIn(String name) {
    page.getByLabel("Name").fill(name);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Come in")).click();
  }
}
