package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.gatehouse.openid.Person;
import org.gatehouse.server.Browser;
import org.gatehouse.server.sso.SsoHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Single sign-on as a person uses it, at a provider where they are signed in already. */
@Tag("ours")
class SsoPagesBrowserIT {
  @SuppressWarnings("NullAway.Init") // set before the first test
  private static SsoHouse house;

  private final Page page = Browser.open(house.server, "10.92.0.1");

  @BeforeAll
  static void open() {
    house = SsoHouse.open();
  }

  @AfterAll
  static void shut() {
    house.close();
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void invitationWhenAcceptedWithAnAccountElsewhereThenInAndFromThenOnByOneClick() {
    house.provider.person = Person.verified("ada", "ada@example.org");
    String token = house.invite("ada@example.org");
    PageCheck check = new PageCheck(page);
    page.navigate("register?token=" + token);
    check.weighs("register-sso");
    check.isForEverybody("register-sso");
    check.isQuiet("register-sso");
    link("Join with Test House").click();
    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
    assertThat(page.locator("main")).containsText("ada@example.org");

    try (Page other = Browser.open(house.server, "10.92.0.2")) {
      other.navigate("/sample/members/");
      LoginForm login = LoginForm.shownOn(other);
      new PageCheck(other).isForEverybody("login-sso");
      login
          .page()
          .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Test House"))
          .click();
      assertThat(other).hasURL(Pattern.compile("/sample/members/$"));
      assertThat(other.locator("body")).containsText("ada@example.org");
    }
  }

  @Test
  void accountWhenLinkedThenOpenedByTheOtherUntilUnlinked() {
    house.provider.person = Person.verified("owners", "private@elsewhere.example");
    LoginForm.open(page, "?return=%2Fgatehouse%2Faccount").signIn(house.owner);
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Your account");
    page.getByLabel("Link an account at").selectOption("oidc");
    page.getByLabel("Password of your account here").fill("wrong");
    button("Link it").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("This is not your present password.");
    page.getByLabel("Link an account at").selectOption("oidc");
    page.getByLabel("Password of your account here").fill(house.owner.password());
    button("Link it").click();
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Go on at Test House");
    new PageCheck(page).isForEverybody("link");
    link("Go on to Test House").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("you can sign in with that account");
    assertThat(page.locator("main")).containsText("private@elsewhere.example");
    new PageCheck(page).isForEverybody("account-sso");

    try (Page other = Browser.open(house.server, "10.92.0.3")) {
      other.navigate("login");
      other
          .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Test House"))
          .click();
      assertThat(other.locator("main")).containsText(house.owner.email());
    }
    button("Unlink Test House, private@elsewhere.example").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("no longer opens this one");
  }

  @Test
  void signInWhenUnknownThenAPageThatSaysWhatToDo() {
    house.provider.person = Person.verified("stranger", "stranger@example.org");
    page.navigate("login");
    link("Sign in with Test House").click();
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("We do not know you yet");
    PageCheck check = new PageCheck(page);
    page.reload();
    check.weighs("sso");
    check.isForEverybody("sso");
    check.isQuiet("sso");
    link("Sign in").click();
    assertThat(page).hasTitle("Sign in \u2013 Gatehouse");
  }

  private Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
