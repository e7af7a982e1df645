package org.gatehouse.profile;

import static org.gatehouse.profile.TestProfile.NEW;
import static org.gatehouse.profile.TestProfile.ORIGIN;
import static org.gatehouse.profile.TestProfile.PASSWORD;
import static org.gatehouse.profile.TestProfile.address;
import static org.gatehouse.profile.TestProfile.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Race;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.people.TestPeople;
import org.gatehouse.people.UserChange;
import org.gatehouse.persistence.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class AddressConfirmationTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final TestProfile profile = new TestProfile(DATABASE);
  private final UserId jane = profile.user("jane@example.com");

  @AfterEach
  void close() {
    profile.close();
  }

  @Test
  void confirmWhenTheLinkIsGoodThenMovedTheOldAddressIsToldAndItsLinksAreVoid() {
    Sensitive reset = profile.token(Purpose.PASSWORD_RESET, jane, "jane@example.com");
    Sensitive verification = profile.token(Purpose.VERIFICATION, jane, "jane@example.com");
    Sensitive token = profile.ask(jane, "moved@example.com");
    long before = profile.people.version(jane);
    assertEquals(
        Optional.of(address("moved@example.com")), profile.confirmation.look(token, ORIGIN));
    assertEquals(address("jane@example.com"), profile.view(jane).email());

    profile.confirmation.confirm(token, ORIGIN);

    assertEquals(address("moved@example.com"), profile.view(jane).email());
    assertTrue(profile.people.isStale(jane, before));
    assertFalse(profile.isAlive(Purpose.PASSWORD_RESET, reset));
    assertFalse(profile.isAlive(Purpose.VERIFICATION, verification));
    MailMessage told = profile.mails(MailKind.EMAIL_CHANGED).get(0);
    assertEquals(address("jane@example.com"), told.to());
    assertEquals(
        Map.of(
            "name",
            "Jane Doe",
            "newEmail",
            "moved@example.com",
            "loginLink",
            "https://gate.example/gatehouse/login"),
        told.values());
    assertEquals(1, audited());
    assertTrue(profile.isPasswordOf("moved@example.com", PASSWORD));
    assertDead(token);
    assertEquals(1, audited());
  }

  @Test
  void confirmWhenTheAddressWasTakenMeanwhileThenRefusedUntouchedAndTheLinkStays() {
    Sensitive token = profile.ask(jane, "moved@example.com");
    UserId eve = profile.user("moved@example.com");
    refuse(token);
    assertEquals(address("jane@example.com"), profile.view(jane).email());
    assertEquals(address("moved@example.com"), profile.view(eve).email());
    assertEquals(0, audited());
    assertEquals(List.of(), profile.mails(MailKind.EMAIL_CHANGED));
    assertTrue(profile.isAlive(Purpose.EMAIL_CHANGE, token));
  }

  @Test
  void confirmWhenTheAddressWasTakenWhenAskedThenItsTokenIsNoGoodEither() {
    UserId eve = profile.user("eve@example.com");
    Sensitive token = profile.token(Purpose.EMAIL_CHANGE, jane, "eve@example.com");
    refuse(token);
    assertEquals(address("eve@example.com"), profile.view(eve).email());
  }

  @Test
  void confirmWhenTwoAtTheSameMomentThenOneWins() throws Exception {
    for (int round = 0; round < 4; round++) {
      Sensitive token = profile.ask(jane, "moved" + round + "@example.com");
      Callable<Boolean> deed =
          () -> {
            profile.confirmation.confirm(token, ORIGIN);
            return true;
          };
      Race<Boolean> race = Race.of(Collections.nCopies(2, deed));
      assertEquals(List.of(true), race.won());
      assertEquals(List.of(ErrorCode.INVALID_TEMPORARY_TOKEN), race.lost());
      assertEquals(round + 1, audited());
      profile.people.clock.advance(Duration.ofMinutes(2));
    }
  }

  @Test
  void confirmWhenBesideAChangeOfThePasswordThenOneOfThemGoesFirstAndNothingBreaks()
      throws Exception {
    Sensitive present = PASSWORD;
    for (int round = 0; round < 8; round++) {
      String email = profile.view(jane).email().value();
      Sensitive token = profile.token(Purpose.EMAIL_CHANGE, jane, "moved" + round + "@example.com");
      Sensitive old = present;
      Sensitive next = Sensitive.of("seven doors, no key " + round);
      Race<String> race =
          Race.of(
              List.of(
                  () -> {
                    profile.confirmation.confirm(token, ORIGIN);
                    return "moved";
                  },
                  () -> {
                    profile.account.change(
                        basic(jane), ProfileChange.none().withPassword(next, old));
                    return "password";
                  }));
      // A link that was used before is rightful; one that comes after the new password is void.
      String now = profile.view(jane).email().value();
      assertEquals(race.won().contains("moved"), !now.equals(email), race::toString);
      assertFalse(profile.isAlive(Purpose.EMAIL_CHANGE, token) && race.won().contains("password"));
      present = profile.isPasswordOf(now, next) ? next : old;
      profile.people.clock.advance(Duration.ofMinutes(2));
    }
  }

  @Test
  void confirmWhenTheTokenIsDeadThenAlwaysTheSameRefusal() {
    Sensitive replaced = profile.ask(jane, "first@example.com");
    Sensitive living = profile.ask(jane, "second@example.com");
    for (Sensitive dead :
        List.of(
            Sensitive.of(""),
            Sensitive.of("null"),
            Sensitive.of("%"),
            replaced,
            Sensitive.of(living.reveal().toUpperCase(Locale.ROOT)),
            Sensitive.of(living.reveal() + "="),
            profile.token(Purpose.PASSWORD_RESET, jane, "second@example.com"),
            profile.token(Purpose.VERIFICATION, jane, "second@example.com"),
            profile.token(Purpose.INVITATION, jane, "second@example.com"),
            profile.token(Purpose.EMAIL_CHANGE, UserId.random(), "second@example.com"))) {
      assertDead(dead);
      profile.people.clock.advance(Duration.ofMinutes(2));
    }
    assertTrue(profile.isAlive(Purpose.EMAIL_CHANGE, living));
    profile.people.clock.advance(TestProfile.WITHIN);
    assertDead(living);
    assertEquals(address("jane@example.com"), profile.view(jane).email());
  }

  @Test
  void confirmWhenThePasswordWasChangedThenDead() {
    Sensitive token = profile.ask(jane, "moved@example.com");
    profile.account.change(basic(jane), ProfileChange.none().withPassword(NEW, PASSWORD));
    assertDead(token);
  }

  @Test
  void confirmWhenTheAccountWasDisabledAndOpenedAgainThenDead() {
    Sensitive token = profile.ask(jane, "moved@example.com");
    setDisabled(true);
    assertDead(token);
    setDisabled(false);
    assertDead(token);
  }

  @Test
  void confirmWhenTheAccountWasDeletedThenDead() {
    Sensitive token = profile.ask(jane, "moved@example.com");
    DATABASE.run(() -> profile.people.accounts.delete(TestPeople.as(profile.people.owner), jane));
    assertDead(token);
  }

  @Test
  void confirmWhenTriedAgainAndAgainThenLimitedEvenForAGoodOne() {
    Sensitive token = profile.ask(jane, "moved@example.com");
    for (int i = 0; i < 4; i++) {
      refuse(Sensitive.of("nonsense"));
    }
    AuthException limited =
        assertThrows(AuthException.class, () -> profile.confirmation.confirm(token, ORIGIN));
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, limited.code());
  }

  private void setDisabled(boolean wanted) {
    profile.people.call(
        () ->
            profile.people.accounts.change(
                TestPeople.as(profile.people.owner),
                jane,
                new UserChange(Optional.empty(), Optional.of(wanted), Optional.empty())));
  }

  private void assertDead(Sensitive token) {
    assertEquals(Optional.empty(), profile.confirmation.look(token, ORIGIN));
    refuse(token);
  }

  private void refuse(Sensitive token) {
    AuthException refused =
        assertThrows(AuthException.class, () -> profile.confirmation.confirm(token, ORIGIN));
    assertEquals(ErrorCode.INVALID_TEMPORARY_TOKEN, refused.code(), refused::getMessage);
    assertEquals(List.of(), refused.reasons());
  }

  private long audited() {
    return TestAudit.all(DATABASE, profile.people.clock).stream()
        .filter(event -> event.action() == AuditAction.EMAIL_CHANGE)
        .count();
  }
}
