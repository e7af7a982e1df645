package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Owner;
import org.gatehouse.server.SharedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Light, alone, for everybody: each page, but for the set-up page, which needs a new server. */
@Tag("ours")
class PageLooksBrowserIT {
  private final Owner owner = Owner.shared();
  private final Page page = Browser.open(SharedServer.get(), "10.65.0.1");

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void loginWhenShownThenAsAPageShouldBe() {
    look("login", "login");
  }

  @Test
  void loginWhenWrongThenAsAPageShouldBe() {
    LoginForm form = LoginForm.open(page, "");
    form.signIn(owner.email(), "wrong");
    assertThat(form.error()).isVisible();

    new PageCheck(page).isForEverybody("login-wrong");
  }

  @Test
  void forgottenPasswordWhenThereIsNoMailServerThenAsAPageShouldBe() {
    look("forgot-password-without-mail", "forgot-password");
  }

  @Test
  void homeWhenSignedInThenAsAPageShouldBe() {
    LoginForm.open(page, "").enter(owner);

    look("home", "");
  }

  @Test
  void logoutWhenAskedThenAsAPageShouldBe() {
    LoginForm.open(page, "").enter(owner);

    look("logout", "logout");
  }

  @Test
  void signedOutWhenDoneThenAsAPageShouldBe() {
    look("signed-out", "login?done=logout");
  }

  @Test
  void unauthorizedWhenSignedInThenAsAPageShouldBe() {
    LoginForm.open(page, "").enter(owner);

    look("unauthorized", "unauthorized");
  }

  @Test
  void errorWhenNothingIsThereThenAsAPageShouldBe() {
    look("not-found", "nothing-here");
  }

  @Test
  void addressWhenAnotherThenAsAPageShouldBe() {
    page.navigate(SharedServer.get().base() + "login");
    LoginForm.shownOn(page).signIn(owner);
    assertThat(page).hasTitle("Wrong address \u2013 Gatehouse");

    new PageCheck(page).isForEverybody("wrong-address");
  }

  private void look(String name, String path) {
    PageCheck check = new PageCheck(page);
    page.navigate(path);
    check.weighs(name);
    check.isForEverybody(name);
    check.isQuiet(name);
  }
}
