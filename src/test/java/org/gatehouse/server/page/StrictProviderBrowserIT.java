package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.gatehouse.openid.NodeProvider;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.server.Browser;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.sso.SsoHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All of it at npm's {@code oidc-provider}, which is strict. */
@Tag("node")
class StrictProviderBrowserIT extends ProviderFlows {
  private static final NodeProvider PROVIDER = new NodeProvider("provider.mjs");

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = start(PROVIDER.issuer());
    PROVIDER.start(
        OpenIdProvider.CLIENT_ID,
        OpenIdProvider.CLIENT_SECRET,
        "http://localhost:" + server.port() + "/gatehouse");
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
    server.close();
  }

  @Override
  RunningServer server() {
    return server;
  }

  @Override
  String address() {
    return "10.93.0.1";
  }

  @Override
  void comeIn(Page page, String name) {
    page.getByLabel("Name").fill(name);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Come in")).click();
  }

  @Override
  void confirmSignOut(Page page) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Leave")).click();
  }

  @Override
  void signOutThere(Page page) {
    page.navigate(PROVIDER.issuer() + "/session/end");
    confirmSignOut(page);
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Gone");
  }

  @Test
  void signInWhenRefusedThereOrUnverifiedThenAPageSaysSo() {
    try (Page page = Browser.open(server, "10.93.0.2")) {
      page.navigate("login");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with " + LABEL))
          .click();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("No")).click();
      assertThat(page.locator("main")).containsText(LABEL + " says that you did not agree.");

      page.navigate("register?token=" + SsoHouse.invite(server, "unverified-1@example.org"));
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Join with " + LABEL))
          .click();
      comeIn(page, "unverified-1");
      assertThat(page.getByRole(AriaRole.HEADING)).hasText("No confirmed address");
    }
  }
}
