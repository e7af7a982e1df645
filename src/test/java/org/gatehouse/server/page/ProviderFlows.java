package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.gatehouse.openid.OpenIdProvider;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.sso.SsoHouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What people do at a provider that others have written, in a browser: each provider has to let
 * them do all of it.
 */
abstract class ProviderFlows {
  /** What the button says. */
  static final String LABEL = "Other House";

  private final Page page = Browser.open(server(), address());

  /** The server under test. */
  abstract RunningServer server();

  /** A client address that no other class has. */
  abstract String address();

  /** Signs in at the provider, whose page is shown. */
  abstract void comeIn(Page page, String name);

  /** Says yes where the provider asks whether to sign out there, if it does. */
  abstract void confirmSignOut(Page page);

  /** Signs out at the provider, without us. */
  abstract void signOutThere(Page page);

  /** A server that knows the provider. */
  static RunningServer start(String issuer) {
    return RunningServer.start(
        Launch.fresh()
            .with("TRUST_PROXY", "127.0.0.1/32")
            .with("SSO_OIDC_CLIENT_ID", OpenIdProvider.CLIENT_ID)
            .with("SSO_OIDC_CLIENT_SECRET", OpenIdProvider.CLIENT_SECRET)
            .with("SSO_OIDC_ISSUER", issuer)
            .with("SSO_OIDC_NAME", LABEL)
            .with("SSO_OIDC_GROUPS_CLAIM", "groups")
            .with("SSO_OIDC_GROUP_ROLES", "editors=Default Workspace:personal workspace"));
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  private void link(String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
  }

  private void button(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }

  private void assertIn(String email) {
    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
    assertThat(page.locator("main")).containsText(email);
  }

  private void join(String name) {
    page.navigate("register?token=" + SsoHouse.invite(server(), name + "@example.org"));
    link("Join with " + LABEL);
    comeIn(page, name);
    assertIn(name + "@example.org");
  }

  @Test
  void invitationWhenAcceptedThereThenInWithTheRoleOfTheGroupAndOutOnBothSides() {
    join("grace");
    // The role comes with the first sign-in, since the invitation's own opens nothing.
    assertThat(page.locator("main")).containsText("personal workspace");
    button("Sign out");
    confirmSignOut(page);
    assertThat(page).hasURL(Pattern.compile("/gatehouse/login\\?state=logout"));
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("You are signed out.");

    page.navigate("login?return=%2Fgatehouse%2Faccount");
    link("Sign in with " + LABEL);
    // The provider has let go of them, too: it asks again.
    comeIn(page, "grace");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Your account");
  }

  @Test
  void signOutWhenThereThenTheLoginHereEnds() {
    join("katherine");
    signOutThere(page);
    page.navigate("account");
    LoginForm unused = LoginForm.shownOn(page);
  }

  @Test
  void accountWhenLinkedThenOpenedUntilUnlinked() {
    Owner owner = Owner.of(server());
    LoginForm.open(page, "?return=%2Fgatehouse%2Faccount").signIn(owner);
    page.getByLabel("Link an account at").selectOption("oidc");
    page.getByLabel("Password of your account here").fill(owner.password());
    button("Link it");
    link("Go on to " + LABEL);
    comeIn(page, "mary");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("you can sign in with that account");
    assertThat(page.locator("main")).containsText("mary@example.org");

    page.context().clearCookies();
    page.navigate("login");
    link("Sign in with " + LABEL);
    comeIn(page, "mary");
    assertIn(owner.email());
    page.navigate("account");
    button("Unlink " + LABEL + ", mary@example.org");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("no longer opens this one");
    page.context().clearCookies();
    page.navigate("login");
    link("Sign in with " + LABEL);
    comeIn(page, "mary");
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("We do not know you yet");
  }
}
