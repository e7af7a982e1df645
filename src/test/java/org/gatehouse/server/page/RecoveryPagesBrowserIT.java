package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Residents;
import org.gatehouse.server.Residents.Person;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A password is forgotten, as a person does it. */
@Tag("ours")
class RecoveryPagesBrowserIT {
  @RegisterExtension static final Residents RESIDENTS = new Residents();

  @Test
  void forgottenWhenReplacedThenTheOtherBrowserIsOut() {
    Person rosa = RESIDENTS.join();
    Page other = Browser.open(RESIDENTS.server(), "10.69.0.1");
    LoginForm.open(other, "").signIn(rosa.email(), Residents.PASSWORD);
    assertThat(other).hasTitle("Signed in \u2013 Gatehouse");

    Page page = Browser.open(RESIDENTS.server(), "10.69.0.2");
    PageCheck check = new PageCheck(page);
    RecoveryForms forms = RecoveryForms.from(LoginForm.open(page, ""));
    check.weighs("login and forgot-password");
    check.isForEverybody("forgot-password");
    forms.ask("no address");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Please enter an e-mail address");
    check.isForEverybody("forgot-password-wrong");
    forms.ask(rosa.email());
    assertThat(heading(page)).hasText("Look into your mail");
    check.isForEverybody("forgot-password-sent");

    page.navigate(RESIDENTS.post().link(rosa.email(), 2));
    assertThat(page.locator("main")).containsText(rosa.email());
    check.isForEverybody("reset-password");
    forms.choose(Residents.NEXT_PASSWORD, "another");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("The two passwords differ.");
    assertThat(forms.password()).hasValue("");
    check.isForEverybody("reset-password-wrong");
    forms.choose(Residents.NEXT_PASSWORD, Residents.NEXT_PASSWORD);
    LoginForm login = LoginForm.shownOn(page);
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("another one now");
    login.signIn(rosa.email(), Residents.NEXT_PASSWORD);
    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");

    other.reload();
    LoginForm.shownOn(other);
    page.navigate(RESIDENTS.post().link(rosa.email(), 2));
    assertThat(heading(page)).hasText("This link is no longer good");
    check.isForEverybody("reset-password-gone");
    page.navigate("verify?token=x");
    assertThat(heading(page)).hasText("This link is no longer good");
    check.isForEverybody("verify-gone");
    check.isQuiet("recovery");
    other.context().close();
    page.context().close();
  }

  @Test
  void forgottenWhenTheBrowserHasNoScriptsThenItWorksTheSame() {
    Person rosa = RESIDENTS.join();
    Page page =
        Browser.open(
            RESIDENTS.server(), "10.69.0.3", options -> options.setJavaScriptEnabled(false));
    RecoveryForms forms = RecoveryForms.from(LoginForm.open(page, ""));
    forms.ask(rosa.email());
    assertThat(heading(page)).hasText("Look into your mail");
    page.navigate(RESIDENTS.post().link(rosa.email(), 2));
    forms.choose(Residents.NEXT_PASSWORD, Residents.NEXT_PASSWORD);
    LoginForm.shownOn(page).signIn(rosa.email(), Residents.NEXT_PASSWORD);
    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
    page.context().close();
  }

  private static Locator heading(Page page) {
    return page.getByRole(AriaRole.HEADING);
  }
}
