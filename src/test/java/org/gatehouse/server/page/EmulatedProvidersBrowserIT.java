package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.gatehouse.openid.NodeProvider;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.sso.SsoHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Google, Microsoft and GitHub as npm's {@code emulate} has built them after them. */
@Tag("ours")
@Tag("node")
class EmulatedProvidersBrowserIT {
  private static final String CLIENT_ID = "gatehouse";
  private static final String CLIENT_SECRET = "a-secret-of-the-test/with+both";

  /** That of personal accounts, in which the people of the emulation are. */
  private static final String TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";

  private static final NodeProvider GOOGLE = new NodeProvider("emulated.mjs");
  private static final NodeProvider MICROSOFT = new NodeProvider("emulated.mjs");
  private static final NodeProvider GITHUB = new NodeProvider("emulated.mjs");

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static RunningServer server;

  private final Page page = Browser.open(server, "10.95.0.1");

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                // Google's address is no setting: this is the same flow at another one.
                .with("SSO_OIDC_CLIENT_ID", CLIENT_ID)
                .with("SSO_OIDC_CLIENT_SECRET", CLIENT_SECRET)
                .with("SSO_OIDC_ISSUER", GOOGLE.issuer())
                .with("SSO_OIDC_NAME", "Google")
                .with("SSO_AZURE_CLIENT_ID", CLIENT_ID)
                .with("SSO_AZURE_CLIENT_SECRET", CLIENT_SECRET)
                .with("SSO_AZURE_TENANT_ID", TENANT)
                .with("SSO_AZURE_AUTHORITY", MICROSOFT.issuer())
                .with("SSO_GITHUB_CLIENT_ID", CLIENT_ID)
                .with("SSO_GITHUB_CLIENT_SECRET", CLIENT_SECRET)
                .with("SSO_GITHUB_URL", GITHUB.issuer()));
    start(GOOGLE, "google");
    start(MICROSOFT, "microsoft");
    start(GITHUB, "github");
  }

  private static void start(NodeProvider provider, String service) {
    provider.start(
        CLIENT_ID,
        CLIENT_SECRET,
        "http://localhost:" + server.port() + "/gatehouse",
        service,
        Integer.toString(NodeProvider.freePort()));
  }

  @AfterAll
  static void stop() {
    GOOGLE.close();
    MICROSOFT.close();
    GITHUB.close();
    server.close();
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  private void link(String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
  }

  /** The people of the emulation are buttons. */
  private void comeInAs(String name) {
    page.locator("button", new Page.LocatorOptions().setHasText(name)).click();
  }

  private void joinAndComeBack(String provider, String email, String person) {
    page.navigate("register?token=" + SsoHouse.invite(server, email));
    link("Join with " + provider);
    comeInAs(person);
    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
    page.context().clearCookies();
    page.navigate("login?return=%2Fgatehouse%2Faccount");
    link("Sign in with " + provider);
    comeInAs(person);
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Your account");
    assertThat(page.locator("main")).containsText(email);
  }

  @Test
  void googleWhenInvitedThenJoinsAndComesBack() {
    joinAndComeBack("Google", "gina@example.org", "gina@example.org");
  }

  @Test
  void gitHubWhenInvitedThenJoinsAndComesBack() {
    joinAndComeBack("GitHub", "hubert@example.org", "hubert");
  }

  /** Its address is not one that Microsoft has verified, so an invitation is not enough. */
  @Test
  void microsoftWhenLinkedThenOpensTheAccount() {
    page.navigate("register?token=" + SsoHouse.invite(server, "mike@example.org"));
    link("Join with Microsoft");
    comeInAs("mike@example.org");
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("No confirmed address");

    Owner owner = Owner.of(server);
    LoginForm.open(page, "?return=%2Fgatehouse%2Faccount").signIn(owner);
    page.getByLabel("Link an account at").selectOption("azure");
    page.getByLabel("Password of your account here").fill(owner.password());
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Link it")).click();
    link("Go on to Microsoft");
    comeInAs("mike@example.org");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("you can sign in with that account");
    page.context().clearCookies();
    page.navigate("login");
    link("Sign in with Microsoft");
    comeInAs("mike@example.org");
    assertThat(page.locator("main")).containsText(owner.email());
  }
}
