package org.gatehouse.server.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The page that accepts an invitation, as a person sees it. */
record RegisterForm(Page page) {
  static RegisterForm open(Page page, String link) {
    page.navigate(link);
    return new RegisterForm(page);
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  void join(String name, String password, String repeated) {
    field("Your name").fill(name);
    field("Password").fill(password);
    field("Password, once more").fill(repeated);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Join")).click();
  }
}
