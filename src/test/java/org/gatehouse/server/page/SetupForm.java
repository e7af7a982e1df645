package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The set-up page as a person sees it. */
record SetupForm(Page page) {
  static SetupForm shownOn(Page page) {
    assertThat(page).hasTitle("Set up \u2013 Gatehouse");
    return new SetupForm(page);
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  Locator error() {
    return page.getByRole(AriaRole.ALERT);
  }

  void send(String token, String name, String email, String password) {
    field("Set-up token").fill(token);
    field("Your name").fill(name);
    field("E-mail").fill(email);
    field("Password").fill(password);
    field("Password, once more").fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create the owner"))
        .click();
  }
}
