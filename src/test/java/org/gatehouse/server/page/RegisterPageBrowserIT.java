package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.gatehouse.server.Browser;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.SharedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Accepting an invitation, as a person does. */
@Tag("ours")
class RegisterPageBrowserIT {
  private static final String EMAIL = "grace.h\u00f6pper+gate@example.org";
  private static final String PASSWORD = "neun T\u00fcren: und kein Schl\u00fcssel";

  private final Owner owner = Owner.shared();
  private final Page page = Browser.open(SharedServer.get(), "10.68.0.1");

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void registerWhenInvitedThenJoinsWithANameAndAPasswordAndSignsIn() {
    String link = invite();
    PageCheck check = new PageCheck(page);
    RegisterForm form = RegisterForm.open(page, link);
    check.weighs("register");
    check.isForEverybody("register");
    assertThat(page.locator("main")).containsText(EMAIL);

    form.join("Grace", PASSWORD, "another");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("The two passwords differ.");
    assertThat(form.field("Your name")).hasValue("Grace");
    assertThat(form.field("Password")).hasValue("");
    assertThat(form.field("Password, once more")).isFocused();
    check.isForEverybody("register-wrong");

    form.join("Grace", PASSWORD, PASSWORD);
    LoginForm login = LoginForm.shownOn(page);
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Welcome.");
    login.signIn(EMAIL, PASSWORD);
    assertThat(page.locator("main")).containsText(EMAIL);
    assertThat(page.locator("main")).containsText("member");

    page.navigate(link);
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("This link is no longer good");
    check.isForEverybody("register-gone");
    check.isQuiet("register");
  }

  private String invite() {
    Http client = owner.client("10.68.0.2");
    JsonNode signedIn = client.post("api/v1/auth/login", owner.credentials()).json();
    Http.Answer answer =
        client
            .bearer(signedIn.path("accessToken").asText())
            .post(
                "api/v1/account/invite",
                Map.of(
                    "user",
                    Map.of("email", EMAIL),
                    "workspace",
                    Map.of("id", signedIn.path("activeWorkspaceId").asText()),
                    "role",
                    Map.of("id", "00000000-0000-4000-8000-000000000002")));
    assertEquals(201, answer.status(), answer::toString);
    return answer.json().path("inviteLink").asText();
  }
}
