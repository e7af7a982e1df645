package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.util.Objects;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.openid.Person;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.sso.SsoHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Setting a provider up on the page, without scripts; and who may not. */
@Tag("ours")
class LoginMethodsPageBrowserIT {
  private static final OpenIdProvider PROVIDER = OpenIdProvider.start(Clock.systemUTC());

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                .with("OUTBOUND_ALLOW_PRIVATE", "true")
                .with("SSO_GOOGLE_CLIENT_ID", "in the environment")
                .with("SSO_GOOGLE_CLIENT_SECRET", "a secret of the environment"));
  }

  @AfterAll
  static void stop() {
    server.close();
    PROVIDER.close();
  }

  private static void click(Page page, AriaRole role, String name) {
    page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
  }

  private static Locator field(Page page, String id) {
    return page.locator("input#" + id);
  }

  @Test
  void ownerWhenSettingAProviderUpThenTriesItAndPeopleSeeIt() {
    try (Page page =
        Browser.open(server, "10.96.0.1", options -> options.setJavaScriptEnabled(false))) {
      LoginForm.open(page, "").enter(Owner.of(server));
      click(page, AriaRole.LINK, "Ways to sign in");
      assertThat(page.locator("main")).containsText("set up by the settings of the server");
      click(page, AriaRole.LINK, "Another OpenID provider");
      field(page, "clientId").fill(OpenIdProvider.CLIENT_ID);
      field(page, "clientSecret").fill("wrong");
      field(page, "issuer").fill("nonsense");
      click(page, AriaRole.BUTTON, "Save");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("issuer");
      assertThat(field(page, "clientId")).hasValue(OpenIdProvider.CLIENT_ID);
      assertThat(field(page, "clientSecret")).hasValue("");

      field(page, "clientSecret").fill("wrong");
      field(page, "issuer").fill(PROVIDER.origin());
      click(page, AriaRole.BUTTON, "Save");
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("It is stored");
      click(page, AriaRole.BUTTON, "Ask the provider");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("client secret is wrong");
      field(page, "clientSecret").fill(OpenIdProvider.CLIENT_SECRET);
      field(page, "name").fill("Page House");
      click(page, AriaRole.BUTTON, "Save");
      click(page, AriaRole.BUTTON, "Ask the provider");
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("answers as it should");
      assertFalse(page.content().contains("s3cr:t"), "the secret is shown");

      try (Page visitor = Browser.open(server, "10.96.0.2")) {
        visitor.navigate("login");
        assertThat(
                visitor.getByRole(
                    AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Page House")))
            .isVisible();
        PROVIDER.person = Person.verified("eve", "eve@example.org");
        visitor.navigate("register?token=" + SsoHouse.invite(server, "eve@example.org"));
        click(visitor, AriaRole.LINK, "Join with Page House");
        assertThat(visitor).hasTitle("Signed in \u2013 Gatehouse");
        Response response = Objects.requireNonNull(visitor.navigate("login-methods"));
        assertEquals(403, response.status());
      }
      click(page, AriaRole.BUTTON, "Remove it");
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("It is removed");
    }
  }

  @Test
  void pagesWhenShownThenForEverybody() {
    try (Page page = Browser.open(server, "10.96.0.3")) {
      LoginForm.open(page, "?return=%2Fgatehouse%2Flogin-methods").signIn(Owner.of(server));
      assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Ways to sign in");
      PageCheck check = new PageCheck(page);
      check.isForEverybody("login-methods");
      page.navigate("login-methods?provider=azure");
      check.isForEverybody("login-method");
      page.navigate("login-methods?provider=google");
      check.isForEverybody("login-method-fixed");
    }
  }
}
