package org.gatehouse.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserCredentialsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final EmailAddress JANE = EmailAddress.parse("jane@example.com").orElseThrow();
  private static final EmailAddress EVE = EmailAddress.parse("eve@example.com").orElseThrow();
  private static final Set<UserStatus> OPEN = Set.of(UserStatus.ACTIVE, UserStatus.UNVERIFIED);

  private final TestClock clock = new TestClock();
  private final UserCredentials credentials =
      TestUsers.credentials(DATABASE, TestUsers.versions(clock), clock);

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @ParameterizedTest
  @EnumSource(UserStatus.class)
  void resetPasswordThenOnlyOfAnOpenAccountWhichIsActiveAfterwards(UserStatus status) {
    UserId jane = user(status);
    TestUsers.create(DATABASE, clock, "john@example.com", "john's");
    clock.advance(Duration.ofMinutes(1));
    assertEquals(OPEN.contains(status), reset(jane, JANE));
    assertEquals(OPEN.contains(status) ? "new" : "old", column("credential", jane));
    assertEquals(
        OPEN.contains(status) ? UserStatus.ACTIVE.name() : status.name(), column("status", jane));
    assertEquals(
        OPEN.contains(status) ? clock.millis() : TestClock.START.toEpochMilli(),
        column("credential_changed_at", jane));
    assertEquals(
        1, DATABASE.select("select id from gatehouse_user where credential = 'john''s'").size());
  }

  @Test
  void resetPasswordWhenTheAddressIsAnotherOrTheAccountUnknownThenNothing() {
    UserId jane = user(UserStatus.ACTIVE);
    assertFalse(reset(jane, EVE));
    assertFalse(reset(UserId.random(), JANE));
    assertEquals("old", column("credential", jane));
  }

  @Test
  void resetPasswordWhenTheAccountWasReadBeforeThenTheChangeStands() {
    UserId jane = user(UserStatus.ACTIVE);
    Users users = TestUsers.on(DATABASE, clock);
    DATABASE.run(
        () -> {
          assertTrue(users.findLocked(JANE).isPresent());
          assertTrue(credentials.resetPassword(jane, JANE, "new"));
        });
    assertEquals("new", column("credential", jane));
  }

  @ParameterizedTest
  @EnumSource(UserStatus.class)
  void verifyAddressThenOnlyOfAnAccountThatWaitsForIt(UserStatus status) {
    UserId jane = user(status);
    assertFalse(DATABASE.call(() -> credentials.verifyAddress(jane, EVE)));
    assertEquals(status.name(), column("status", jane));
    boolean waits = status == UserStatus.UNVERIFIED;
    assertEquals(waits, DATABASE.call(() -> credentials.verifyAddress(jane, JANE)));
    assertEquals(waits ? "ACTIVE" : status.name(), column("status", jane));
    assertEquals("old", column("credential", jane));
  }

  private boolean reset(UserId user, EmailAddress email) {
    return DATABASE.call(() -> credentials.resetPassword(user, email, "new"));
  }

  private UserId user(UserStatus status) {
    UserId jane = TestUsers.create(DATABASE, clock, JANE.value(), "old").id();
    TestUsers.setStatus(DATABASE, jane, status);
    return jane;
  }

  private static Object column(String name, UserId user) {
    List<?> rows =
        DATABASE.select("select " + name + " from gatehouse_user where id = ?", user.value());
    return rows.get(0);
  }
}
