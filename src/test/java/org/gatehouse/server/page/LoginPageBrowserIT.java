package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Owner;
import org.gatehouse.server.SharedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginPageBrowserIT {
  private final Owner owner = Owner.shared();
  private final Page page =
      Browser.open(SharedServer.get(), "10.64.0.1", options -> options.setJavaScriptEnabled(false));

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void signInWhenScriptsAreOffThenKnownAtHome() {
    page.navigate("");

    LoginForm.shownOn(page).signIn(owner);

    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
    assertThat(page.getByText(owner.email())).isVisible();
    List<Cookie> cookies =
        page.context().cookies().stream().filter(c -> !c.name.endsWith("-csrf")).toList();
    assertEquals(
        Set.of("gatehouse-access", "gatehouse-refresh", "gatehouse-browser"),
        cookies.stream().map(c -> c.name).collect(Collectors.toSet()));
    assertTrue(cookies.stream().allMatch(c -> c.httpOnly));
  }

  @Test
  void signInWhenAReturnAddressIsGivenThenBackToPageAndQuery() {
    LoginForm.open(page, "?return=%2Fgatehouse%2Funauthorized%3Fx%3Da%252Bb%26y%3D%25C3%25BC")
        .signIn(owner);

    assertThat(page).hasURL(Pattern.compile("/gatehouse/unauthorized\\?x=a%2Bb&y=%C3%BC$"));
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("No access");
  }

  @Test
  void signInWhenPasswordIsWrongThenToldAndOnlyThePasswordIsTypedAgain() {
    LoginForm form = LoginForm.open(page, "?return=%2Fgatehouse%2Funauthorized");

    form.signIn(owner.email(), "wrong");

    assertThat(form.error()).hasText("Incorrect Email or Password");
    assertThat(form.email()).hasValue(owner.email());
    assertThat(form.password()).hasValue("");
    assertThat(form.password()).isFocused();
    assertThat(form.password()).hasAccessibleDescription("Incorrect Email or Password");
    form.password().fill(owner.password());
    form.password().press("Enter");
    assertThat(page).hasURL(Pattern.compile("/gatehouse/unauthorized$"));
  }

  @Test
  void signInWhenOnlyByKeyboardThenIn() {
    LoginForm form = LoginForm.open(page, "");
    assertThat(form.email()).isFocused();

    page.keyboard().insertText(owner.email());
    page.keyboard().press("Tab");
    assertThat(form.password()).isFocused();
    page.keyboard().insertText(owner.password());
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
  }

  @Test
  void signOutWhenPressedThenOutAndTheBackButtonShowsNothing() {
    LoginForm.open(page, "").enter(owner);

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();

    LoginForm.shownOn(page);
    assertThat(page.getByText("You are signed out.")).isVisible();
    page.navigate("");
    LoginForm.shownOn(page);
    page.goBack();
    page.goBack();
    assertThat(page.getByText(owner.email())).hasCount(0);
  }

  @Test
  void signOutWhenByLinkThenAsked() {
    LoginForm.open(page, "").enter(owner);
    page.navigate("logout");

    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Sign out?");
    page.keyboard().press("Enter");

    LoginForm.shownOn(page);
  }

  @Test
  void signInWhenOpenedUnderAnotherNameThenLedToTheRightOne() {
    page.navigate(SharedServer.get().base() + "login?return=%2Fgatehouse%2Funauthorized");
    LoginForm.shownOn(page).signIn(owner);

    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Wrong address");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("localhost")).click();

    LoginForm.shownOn(page).signIn(owner);
    assertThat(page).hasURL(Pattern.compile("//localhost:\\d+/gatehouse/unauthorized$"));
  }

  @Test
  void signInWhenTwoTabsAreOpenThenBothWork() {
    LoginForm first = LoginForm.open(page, "");
    Page tab = page.context().newPage();
    LoginForm second = LoginForm.open(tab, "");

    second.signIn(owner);
    assertThat(tab).hasTitle("Signed in \u2013 Gatehouse");
    first.signIn(owner);
    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
  }
}
