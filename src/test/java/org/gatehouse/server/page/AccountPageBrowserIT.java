package org.gatehouse.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** The page of one's own account as a person uses it, with a mail server; in order. */
@Tag("ours")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountPageBrowserIT {
  private static final String NEW_PASSWORD = "neun T\u00fcren: und kein Riegel";
  private static final String MOVED = "joerg.moved@example.org";
  private static final Pattern LINK = Pattern.compile("http\\S+confirm-email-change\\?token=\\S+");

  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private static RunningServer server;
  private static Owner owner;
  private static Page page;
  private static String link = "";

  @BeforeAll
  static void start() {
    MAIL.start();
    server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                .with("SMTP_HOST", "127.0.0.1")
                .with("SMTP_PORT", Integer.toString(MAIL.getSmtp().getPort()))
                .with("SMTP_SECURE", "false")
                .with("SMTP_STARTTLS", "optional")
                .with("SENDER_EMAIL", "gate@example.org"));
    owner = Owner.of(server);
    page = Browser.open(server, "10.69.0.1");
  }

  @AfterAll
  static void stop() {
    page.context().close();
    server.close();
    MAIL.stop();
  }

  @Test
  @Order(1)
  void accountWhenOpenedThenAfterTheSignInAndAsAPageShouldBe() {
    Owner.Tokens unused = owner.signIn(owner.client("10.69.0.2"));
    page.navigate("account");
    LoginForm.shownOn(page).signIn(owner);
    assertThat(heading()).hasText("Your account");
    PageCheck check = new PageCheck(page);
    page.navigate("account");
    check.weighs("account");
    assertThat(page.locator("main")).containsText("this device");
    assertThat(page.locator("main")).containsText("Chrome on Linux");
    assertThat(page.locator("main")).containsText("10.69.0.2");
    check.isForEverybody("account");
    check.isQuiet("account");
    page.navigate("");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Your account")).click();
    assertThat(heading()).hasText("Your account");
  }

  @Test
  @Order(2)
  void languageAndNameWhenChangedThenSaid() {
    page.getByLabel("Mails to you are in").selectOption("de");
    press("Change the language");
    assertThat(notice()).containsText("in this language from now on");
    field("Your name").fill("J\u00f6rg Gr\u00fcn");
    press("Change the name");
    assertThat(notice()).hasText("Your name is changed.");
    assertThat(field("Your name")).hasValue("J\u00f6rg Gr\u00fcn");
  }

  @Test
  @Order(3)
  void passwordWhenWrongThenAtItsField() {
    PageCheck check = new PageCheck(page);
    changePassword("not mine", NEW_PASSWORD);
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("This is not your present password.");
    assertThat(field("Present password")).isFocused();
    check.isForEverybody("account-wrong");
  }

  @Test
  @Order(4)
  void sessionWhenEndedThenThatDeviceIsOut() {
    page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Sign out:")))
        .first()
        .click();
    assertThat(notice()).hasText("That device is signed out.");
    assertThat(page.locator("main")).not().containsText("10.69.0.2");
  }

  @Test
  @Order(5)
  void addressWhenAskedForThenALinkIsMailedInTheirLanguageAndLookingUsesNothingUp()
      throws MessagingException, IOException {
    field("New e-mail").fill(MOVED);
    field("Your password").fill(owner.password());
    press("Send the link");
    assertThat(notice()).containsText("Look into the mailbox of the new address");
    assertTrue(MAIL.waitForIncomingEmail(20_000, 1));
    MimeMessage mail = MAIL.getReceivedMessages()[0];
    assertEquals("Best\u00e4tigen Sie Ihre neue Adresse", mail.getSubject());
    assertEquals(MOVED, mail.getAllRecipients()[0].toString());
    Matcher found = LINK.matcher(text(mail));
    assertTrue(found.find(), text(mail));
    link = found.group();
    PageCheck check = new PageCheck(page);
    page.navigate(link);
    assertThat(heading()).hasText("Is this your new address?");
    assertThat(page.locator("main")).containsText(MOVED);
    check.isForEverybody("confirm-email-change");
    check.isQuiet("confirm-email-change");
    assertEquals(200, signIn(owner.email(), owner.password()).status());
    page.navigate(link);
  }

  @Test
  @Order(6)
  void addressWhenConfirmedThenTheAccountHasMovedAndTheOldAddressIsTold()
      throws MessagingException, IOException {
    press("Confirm the new address");
    assertThat(notice()).hasText("Your new address is confirmed.");
    assertThat(page.locator("main")).containsText(MOVED);
    assertTrue(MAIL.waitForIncomingEmail(20_000, 2));
    MimeMessage told = mail("Ihre Adresse wurde ge\u00e4ndert");
    // The letter before it is beyond ASCII, of which this reader makes two.
    assertTrue(told.getAllRecipients()[0].toString().endsWith("rg.owner@example.org"));
    assertTrue(text(told).contains(MOVED), text(told));
    assertEquals(401, signIn(owner.email(), owner.password()).status());
    assertEquals(200, signIn(MOVED, owner.password()).status());
    PageCheck check = new PageCheck(page);
    page.navigate(link);
    assertThat(heading()).hasText("This link is no longer good");
    check.isForEverybody("confirm-email-change-gone");
  }

  @Test
  @Order(7)
  void addressWhenTakenThenTheSameAnswerAsForAFreeOneAndNoMail() throws MessagingException {
    Http client = owner.client("10.69.0.3");
    Http signedIn =
        client.bearer(signIn(MOVED, owner.password()).json().path("accessToken").asText());
    String workspace = signedIn.get("api/v1/workspaces").json().at("/items/0/id").asText();
    Http.Answer invited =
        signedIn.post(
            "api/v1/account/invite",
            Map.of(
                "user", Map.of("email", "taken@example.org"),
                "workspace", Map.of("id", workspace),
                "role", Map.of("id", "00000000-0000-4000-8000-000000000002")));
    assertEquals(201, invited.status(), invited::toString);
    Http.Answer taken = ask(signedIn, "taken@example.org");
    Http.Answer free = ask(signedIn, "free@example.org");
    assertEquals(200, taken.status(), taken::toString);
    assertEquals(free.text(), taken.text());
    assertEquals(MOVED, free.json().path("email").asText());
    assertFalse(free.json().path("message").asText().isEmpty());
    assertTrue(MAIL.waitForIncomingEmail(20_000, 4));
    for (MimeMessage mail : MAIL.getReceivedMessages()) {
      assertFalse(
          mail.getAllRecipients()[0].toString().equals("taken@example.org")
              && mail.getSubject().startsWith("Best\u00e4tigen"));
    }
    assertEquals(4, MAIL.getReceivedMessages().length);
  }

  @Test
  @Order(8)
  void passwordWhenChangedThenThisBrowserStaysAndTheOwnerIsTold()
      throws MessagingException, IOException {
    page.navigate("account");
    changePassword(owner.password(), NEW_PASSWORD);
    assertThat(notice()).containsText("Your password is another one now.");
    assertTrue(MAIL.waitForIncomingEmail(20_000, 5));
    MimeMessage told = mail("Ihr Passwort wurde ge\u00e4ndert");
    assertEquals(MOVED, told.getAllRecipients()[0].toString());
    assertEquals(401, signIn(MOVED, owner.password()).status());
    page.navigate("account");
    assertThat(heading()).hasText("Your account");
  }

  private static Http.Answer ask(Http client, String email) {
    return client.sendJson(
        "PUT", "api/v1/user", Map.of("email", email, "oldPassword", owner.password()));
  }

  private static Http.Answer signIn(String email, String password) {
    return owner
        .client("10.69.0.4")
        .post("api/v1/auth/login", Map.of("email", email, "password", password));
  }

  /** The one of this subject; they are kept by mailbox, and not in the order of their coming. */
  private static MimeMessage mail(String subject) throws MessagingException {
    for (MimeMessage mail : MAIL.getReceivedMessages()) {
      if (subject.equals(mail.getSubject())) {
        return mail;
      }
    }
    throw new AssertionError("no mail: " + subject);
  }

  private static String text(MimeMessage mail) throws MessagingException, IOException {
    return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
  }

  private static void changePassword(String present, String wanted) {
    field("Present password").fill(present);
    field("New password").fill(wanted);
    field("New password, once more").fill(wanted);
    press("Change the password");
  }

  private static Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private static Locator heading() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }

  private static Locator notice() {
    return page.getByRole(AriaRole.STATUS);
  }

  private static void press(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }
}
