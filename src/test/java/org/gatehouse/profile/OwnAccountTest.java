package org.gatehouse.profile;

import static org.gatehouse.profile.TestProfile.NEW;
import static org.gatehouse.profile.TestProfile.PASSWORD;
import static org.gatehouse.profile.TestProfile.address;
import static org.gatehouse.profile.TestProfile.basic;
import static org.gatehouse.profile.TestProfile.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gatehouse.audit.AuditOutcome;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Race;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.session.StartedSession;
import org.gatehouse.user.Credential;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OwnAccountTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final ProfileChange PASSWORDS = ProfileChange.none().withPassword(NEW, PASSWORD);

  private final TestProfile profile = new TestProfile(DATABASE);
  private final UserId jane = profile.user("jane@example.com");

  @AfterEach
  void close() {
    profile.close();
  }

  @Test
  void passwordWhenChangedThenOthersEndThisGoesOnLinksAreVoidAndTheOwnerIsTold() {
    DATABASE.run(() -> profile.people.lifeCycle.speak(jane, Locale.GERMAN));
    StartedSession here = profile.session(jane);
    StartedSession there = profile.session(jane);
    UserId eve = profile.user("eve@example.com");
    StartedSession hers = profile.session(eve);
    Sensitive reset = profile.token(Purpose.PASSWORD_RESET, jane, "jane@example.com");
    Sensitive move = profile.token(Purpose.EMAIL_CHANGE, jane, "moved@example.com");

    profile.account.change(in(jane, here), PASSWORDS);

    assertTrue(profile.isPasswordOf("jane@example.com", NEW));
    assertFalse(profile.isPasswordOf("jane@example.com", PASSWORD));
    assertTrue(profile.isPasswordOf("eve@example.com", PASSWORD));
    assertTrue(profile.people.ended.contains(there.session().id()));
    assertFalse(profile.people.ended.contains(here.session().id()));
    assertFalse(profile.people.ended.contains(hers.session().id()));
    assertFalse(profile.isAlive(Purpose.PASSWORD_RESET, reset));
    assertFalse(profile.isAlive(Purpose.EMAIL_CHANGE, move));
    MailMessage told = profile.people.outbox.messages().get(0);
    assertEquals(MailKind.PASSWORD_CHANGED, told.kind());
    assertEquals(address("jane@example.com"), told.to());
    assertEquals(Locale.GERMAN, told.language());
    assertEquals(
        Map.of("name", "Jane Doe", "loginLink", "https://gate.example/gatehouse/login"),
        told.values());
    assertEquals(1, profile.people.outbox.messages().size());
    assertEquals("PASSWORD_CHANGE SUCCESS null", last());
  }

  @Test
  void passwordWhenChangedByBasicThenEverySessionEnds() {
    StartedSession one = profile.session(jane);
    profile.account.change(basic(jane), PASSWORDS);
    assertTrue(profile.people.ended.contains(one.session().id()));
  }

  @Test
  void passwordWhenThePresentOneIsWrongThenCountedLikeASignInAndAudited() {
    StartedSession there = profile.session(jane);
    ProfileChange wrong = ProfileChange.none().withPassword(NEW, Sensitive.of("wrong horse"));
    for (int i = 0; i < 3; i++) {
      refuse(ErrorCode.WRONG_PASSWORD, basic(jane), wrong);
      assertEquals("PASSWORD_CHANGE FAILURE wrong-password", last());
    }
    refuse(ErrorCode.TOO_MANY_REQUESTS, basic(jane), PASSWORDS);
    assertTrue(profile.isPasswordOf("jane@example.com", PASSWORD));
    assertFalse(profile.people.ended.contains(there.session().id()));
    assertEquals(List.of(), profile.people.outbox.messages());
  }

  @Test
  void passwordWhenRightEachTimeThenNotCounted() {
    Sensitive present = PASSWORD;
    for (int i = 0; i < 6; i++) {
      Sensitive next = Sensitive.of("seven doors, no key " + i);
      profile.account.change(basic(jane), ProfileChange.none().withPassword(next, present));
      present = next;
    }
    assertTrue(profile.isPasswordOf("jane@example.com", present));
  }

  @Test
  void passwordWhenNoneIsShownThenRefused() {
    ProfileChange silent =
        new ProfileChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(NEW),
            Optional.empty());
    refuse(ErrorCode.WRONG_PASSWORD, basic(jane), silent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "password1234", "jane@example.com", "correct horse: battery"})
  void passwordWhenWeakOrTheSameThenRefusedWithReasons(String weak) {
    AuthException refused =
        refuse(
            ErrorCode.PASSWORD_REFUSED,
            basic(jane),
            ProfileChange.none().withPassword(Sensitive.of(weak), PASSWORD));
    assertFalse(refused.reasons().isEmpty());
    assertTrue(profile.isPasswordOf("jane@example.com", PASSWORD));
  }

  @Test
  void passwordWhenTwoAtTheSameMomentThenOneWinsAndOneMailIsSent() throws Exception {
    Callable<String> one = () -> change(Sensitive.of("the first of two keys"));
    Callable<String> two = () -> change(Sensitive.of("the second of two keys"));
    Race<String> race = Race.of(List.of(one, two));
    assertEquals(1, race.won().size());
    assertEquals(List.of(ErrorCode.WRONG_PASSWORD), race.lost());
    assertTrue(profile.isPasswordOf("jane@example.com", Sensitive.of(race.won().get(0))));
    assertEquals(1, profile.mails(MailKind.PASSWORD_CHANGED).size());
  }

  private String change(Sensitive next) {
    profile.account.change(basic(jane), ProfileChange.none().withPassword(next, PASSWORD));
    return next.reveal();
  }

  @ParameterizedTest
  @EnumSource(names = {"DISABLED", "DELETED", "INVITED", "UNVERIFIED"})
  void changeWhenTheAccountIsNotActiveThenUnauthenticated(UserStatus status) {
    TestUsers.setStatus(DATABASE, jane, status);
    refuse(ErrorCode.UNAUTHENTICATED, basic(jane), PASSWORDS);
    refuse(ErrorCode.UNAUTHENTICATED, basic(jane), ProfileChange.none().withName("Eve"));
  }

  @Test
  void changeWhenAllAtOnceThenAllOfItOrNothing() {
    ProfileChange all =
        PASSWORDS
            .withName("Jane Roe")
            .withLanguage(Locale.GERMAN)
            .withEmail(address("moved@example.com"), Sensitive.of("wrong horse"));
    refuse(ErrorCode.WRONG_PASSWORD, basic(jane), all);
    assertEquals("Jane Doe", profile.view(jane).name());
    assertEquals(Locale.ENGLISH, profile.view(jane).language());

    OwnAccount.Changed changed =
        profile.account.change(basic(jane), all.withEmail(address("moved@example.com"), PASSWORD));

    assertTrue(changed.isLinkSent());
    assertEquals(profile.view(jane), changed.user());
    assertEquals("Jane Roe", changed.user().name());
    assertEquals(Locale.GERMAN, changed.user().language());
    assertEquals(address("jane@example.com"), changed.user().email());
    assertTrue(profile.isPasswordOf("jane@example.com", NEW));
    assertEquals(1, profile.mails(MailKind.EMAIL_CHANGE).size());
  }

  @Test
  void changeWhenNothingIsAnotherThenNothingIsRecorded() {
    profile.account.change(
        basic(jane), ProfileChange.none().withName("Jane Doe").withLanguage(Locale.ENGLISH));
    assertEquals(List.of(), TestAudit.all(DATABASE, profile.people.clock));
  }

  @Test
  void addressWhenAskedForThenOnlyALinkGoesToTheNewOne() {
    Sensitive token = profile.ask(jane, "Moved@Example.com");
    assertEquals(address("jane@example.com"), profile.view(jane).email());
    assertEquals(List.of(address("moved@example.com")), recipients());
    assertTrue(profile.isAlive(Purpose.EMAIL_CHANGE, token));
    assertEquals("EMAIL_CHANGE_REQUEST SUCCESS null", last());
    Sensitive newer = profile.ask(jane, "other@example.com");
    assertFalse(profile.isAlive(Purpose.EMAIL_CHANGE, token));
    assertTrue(profile.isAlive(Purpose.EMAIL_CHANGE, newer));
  }

  @Test
  void addressWhenTakenThenTheSameAnswerAndRowsButNoMail() {
    UserId eve = profile.user("eve@example.com");
    OwnAccount.Changed free = ask("free@example.com");
    long rows = DATABASE.count("one_time_token");
    OwnAccount.Changed taken = ask("eve@example.com");
    assertEquals(free, taken);
    assertEquals(rows + 1, DATABASE.count("one_time_token"));
    assertEquals("EMAIL_CHANGE_REQUEST SUCCESS null", last());
    assertEquals(List.of(address("free@example.com")), recipients());
    assertEquals(address("eve@example.com"), profile.view(eve).email());
  }

  @Test
  void addressWhenItIsThePresentOneThenNoPasswordIsNeededAndNothingIsSent() {
    OwnAccount.Changed changed =
        profile.account.change(
            basic(jane),
            ProfileChange.none()
                .withName("Jane Roe")
                .withEmail(address("JANE@example.com"), Sensitive.of("")));
    assertFalse(changed.isLinkSent());
    assertEquals("Jane Roe", changed.user().name());
    assertEquals(List.of(), profile.people.outbox.messages());
  }

  @Test
  void addressWhenThePasswordIsWrongThenNothingIsSent() {
    refuse(
        ErrorCode.WRONG_PASSWORD,
        basic(jane),
        ProfileChange.none().withEmail(address("moved@example.com"), Sensitive.of("wrong")));
    assertEquals("EMAIL_CHANGE_REQUEST FAILURE wrong-password", last());
    assertEquals(List.of(), profile.people.outbox.messages());
    assertEquals(0, DATABASE.count("one_time_token"));
  }

  @Test
  void addressWhenAskedForAgainAndAgainThenLimited() {
    for (int i = 0; i < 4; i++) {
      OwnAccount.Changed unused = ask("moved" + i + "@example.com");
    }
    refuse(
        ErrorCode.TOO_MANY_REQUESTS,
        basic(jane),
        ProfileChange.none().withEmail(address("more@example.com"), PASSWORD));
    assertEquals(4, profile.people.outbox.messages().size());
  }

  @Test
  void addressWhenThePasswordChangesBetweenCheckAndDeedThenRefusedAndNoLinkIsMade() {
    Credential checked = profile.credential("jane@example.com");
    profile.account.change(basic(jane), PASSWORDS);
    AuthException refused =
        assertThrows(
            AuthException.class,
            () ->
                profile.deeds.change(
                    profile.view(jane),
                    ProfileChange.none().withEmail(address("moved@example.com"), PASSWORD),
                    Optional.of(new ProfileDeeds.Proof(checked, Optional.empty())),
                    basic(jane)));
    assertEquals(ErrorCode.WRONG_PASSWORD, refused.code());
    assertEquals(0, DATABASE.count("one_time_token"));
  }

  @Test
  void printedWhenAnythingThenNothingSecret() {
    ProfileChange change = PASSWORDS.withEmail(address("moved@example.com"), PASSWORD);
    String printed =
        change
            + " "
            + new ProfileDeeds.Proof(profile.credential("jane@example.com"), Optional.of("h4sh"));
    assertEquals("ProfileChange Proof", printed);
  }

  private OwnAccount.Changed ask(String email) {
    return profile.account.change(
        basic(jane), ProfileChange.none().withEmail(address(email), PASSWORD));
  }

  private List<Object> recipients() {
    return profile.people.outbox.messages().stream().<Object>map(MailMessage::to).toList();
  }

  private AuthException refuse(ErrorCode code, OwnSession own, ProfileChange change) {
    AuthException refused =
        assertThrows(AuthException.class, () -> profile.account.change(own, change));
    assertEquals(code, refused.code(), refused::getMessage);
    return refused;
  }

  private String last() {
    return TestAudit.all(DATABASE, profile.people.clock).stream()
        .filter(event -> event.outcome() == AuditOutcome.SUCCESS || event.detail() != null)
        .findFirst()
        .map(event -> event.action() + " " + event.outcome() + " " + event.detail())
        .orElse("");
  }
}
