package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.gatehouse.server.Owner;

/** The sign-in page as a person sees it. */
record LoginForm(Page page) {
  static LoginForm open(Page page, String query) {
    page.navigate("login" + query);
    return shownOn(page);
  }

  /** Waits for it. */
  static LoginForm shownOn(Page page) {
    assertThat(page).hasTitle("Sign in \u2013 Gatehouse");
    return new LoginForm(page);
  }

  Locator email() {
    return page.getByLabel("E-mail");
  }

  Locator password() {
    return page.getByLabel("Password");
  }

  Locator error() {
    return page.getByRole(AriaRole.ALERT);
  }

  void signIn(String email, String password) {
    email().fill(email);
    password().fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
  }

  void signIn(Owner owner) {
    signIn(owner.email(), owner.password());
  }

  /** Signs in and waits for home. */
  void enter(Owner owner) {
    signIn(owner);
    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
  }
}
