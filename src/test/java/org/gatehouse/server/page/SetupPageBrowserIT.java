package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The way of the first owner, in order, since a server has only one. */
@Tag("ours")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetupPageBrowserIT {
  private static final String EMAIL = "ada.l\u00f6velace@example.org";
  private static final String PASSWORD = "sieben \ud83d\udd11 f\u00fcr den T\u00fcrmer";

  private static RunningServer server;
  private static Page page;

  @BeforeAll
  static void start() {
    server = RunningServer.start(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32"));
    page = Browser.open(server, "10.66.0.1");
  }

  @AfterAll
  static void stop() {
    page.context().close();
    server.close();
  }

  @Test
  @Order(1)
  void anyPageWhenThereIsNoOwnerThenSetup() {
    for (String path : new String[] {"", "login", "logout", "unauthorized", "setup"}) {
      page.navigate(path);
      SetupForm.shownOn(page);
    }
  }

  @Test
  @Order(2)
  void setupWhenShownThenAsAPageShouldBe() {
    PageCheck check = new PageCheck(page);
    page.navigate("setup");
    check.weighs("setup");
    check.isForEverybody("setup");
    check.isQuiet("setup");
  }

  @Test
  @Order(3)
  void setupWhenTokenIsInTheAddressThenItIsNotTaken() {
    page.navigate("setup?token=" + Owner.setupToken(server));

    assertThat(SetupForm.shownOn(page).field("Set-up token")).hasValue("");
    assertFalse(page.content().contains(Owner.setupToken(server)));
  }

  @Test
  @Order(4)
  void setupWhenFormIsNotOursThenNobodyIsMade() {
    PageClient other = PageClient.at(server, "10.66.0.2");
    String csrf = PageClient.csrf(other.open("setup"));
    Map<String, String> form =
        Map.of(
            "token",
            Owner.setupToken(server),
            "name",
            "Eve",
            "email",
            "eve@example.org",
            "password",
            PASSWORD,
            "repeated",
            PASSWORD,
            "organization",
            "",
            "csrf",
            csrf);

    assertEquals(403, other.from("https://evil.example").send("setup", form).status());
    assertEquals(403, PageClient.at(server, "10.66.0.3").send("setup", form).status());
    assertNoOwner();
  }

  @Test
  @Order(5)
  void setupWhenTokenIsWrongThenToldAtTheField() {
    page.navigate("setup");
    SetupForm form = SetupForm.shownOn(page);

    form.send("not-the-token", "Ada", EMAIL, PASSWORD);

    assertThat(form.error()).containsText("This is not the set-up token of this server.");
    assertThat(form.field("Set-up token")).isFocused();
    assertThat(form.field("Set-up token"))
        .hasAccessibleDescription("This is not the set-up token of this server.");
    assertThat(form.field("Your name")).hasValue("Ada");
    assertThat(form.field("E-mail")).hasValue(EMAIL);
    assertThat(form.field("Password")).hasValue("");
    new PageCheck(page).isForEverybody("setup-wrong");
    assertNoOwner();
  }

  @Test
  @Order(6)
  void setupWhenPasswordIsCommonThenToldWhy() {
    SetupForm form = SetupForm.shownOn(page);

    form.send(Owner.setupToken(server), "Ada", EMAIL, "password123");

    assertThat(form.error()).containsText("The password is one of the most common ones.");
    assertThat(form.field("Set-up token")).hasValue("");
    assertNoOwner();
  }

  @Test
  @Order(7)
  void setupWhenAllIsRightThenTheOwnerSignsIn() {
    SetupForm.shownOn(page).send(Owner.setupToken(server), "Ada", EMAIL, PASSWORD);

    LoginForm form = LoginForm.shownOn(page);
    assertThat(page.getByText("Everything is set up.")).isVisible();
    form.signIn(EMAIL, PASSWORD);
    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
    assertThat(page.getByText(EMAIL)).isVisible();
    page.navigate("setup");
    assertThat(page).hasTitle("Signed in \u2013 Gatehouse");
  }

  @Test
  @Order(8)
  void signInWhenMadeByThePageThenTheApiTakesTheSamePassword() {
    Http.Answer answer =
        Http.to(server).post("api/v1/auth/login", Map.of("email", EMAIL, "password", PASSWORD));

    assertEquals(200, answer.status(), answer::toString);
    assertEquals("Ada", answer.json().path("name").textValue());
  }

  private static void assertNoOwner() {
    assertEquals(
        "/organization-setup",
        Http.to(server)
            .post("api/v1/auth/resolve", Map.of())
            .json()
            .path("redirectUrl")
            .textValue());
  }
}
