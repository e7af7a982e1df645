package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Owner;
import org.gatehouse.server.SharedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody comes to another application, which knows nothing of Gatehouse. */
class SampleBrowserIT {
  private final Owner owner = Owner.shared();
  private final Page page =
      Browser.open(SharedServer.get(), "10.65.0.1", options -> options.setJavaScriptEnabled(false));

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void memberPageWhenNotSignedInThenThroughTheSignInPageAndBackToPageAndQuery() {
    page.navigate("/sample/members/note?a=b%20c&d=%C3%BC");

    LoginForm.shownOn(page).signIn(owner);

    assertThat(page).hasURL(Pattern.compile("/sample/members/note\\?a=b%20c&d=%C3%BC$"));
    page.getByLabel("Your note").fill("written \u20ac");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send")).click();
    assertThat(page.getByText("written \u20ac")).isVisible();
  }

  @Test
  void signOutWhenDoneThenOutInBothApplications() {
    page.navigate("/sample/members/");
    LoginForm.shownOn(page).signIn(owner);
    assertThat(page.getByText(owner.email()).first()).isVisible();

    link("Sign out");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();

    page.navigate("/sample/");
    assertThat(page.getByText(owner.email())).hasCount(0);
    page.navigate("/sample/members/");
    LoginForm.shownOn(page);
    page.navigate("/gatehouse/");
    LoginForm.shownOn(page);
  }

  @Test
  void pageWhenRoleIsMissingThenForbiddenAndStillSignedIn() {
    page.navigate("/sample/members/");
    LoginForm.shownOn(page).signIn(owner);
    assertThat(page).hasURL(Pattern.compile("/sample/members/$"));

    assertEquals(403, page.navigate("/sample/editors/").status());
    page.navigate("/sample/");
    assertThat(page.getByText(owner.email()).first()).isVisible();
  }

  @Test
  void signInWhenFromAPublicPageThenBackThere() {
    page.navigate("/sample/");

    link("Sign in");
    LoginForm.shownOn(page).signIn(owner);

    assertThat(page).hasURL(Pattern.compile("/sample/$"));
    assertThat(page.getByText(owner.email()).first()).isVisible();
  }

  private void link(String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
  }
}
