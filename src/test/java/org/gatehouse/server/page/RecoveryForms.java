package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The pages of a forgotten password as a person sees them. */
record RecoveryForms(Page page) {
  /** By the link of the sign-in page. */
  static RecoveryForms from(LoginForm login) {
    Page page = login.page();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Forgotten your password?"))
        .click();
    assertThat(page).hasTitle("Forgotten password \u2013 Gatehouse");
    return new RecoveryForms(page);
  }

  Locator password() {
    return page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true));
  }

  void ask(String email) {
    page.getByLabel("E-mail").fill(email);
    press("Send the link");
  }

  void choose(String password, String repeated) {
    password().fill(password);
    page.getByLabel("New password, once more").fill(repeated);
    press("Set the password");
  }

  private void press(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }
}
