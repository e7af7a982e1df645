package org.gatehouse.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.config.value.BasicAuth;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BasicLoginTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Sensitive OPERATOR_PASSWORD = Sensitive.of("operator: secret");
  private static final Optional<BasicIdentity> OPERATOR =
      Optional.of(new BasicIdentity("admin", Set.of("owner", "operator"), null));

  private final TestHall hall = new TestHall(DATABASE);

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterEach
  void close() {
    hall.close();
  }

  @Test
  void authenticateWhenOperatorThenOwnerAndOperatorWithoutAnAccount() {
    BasicLogin basic = hall.basic(BasicAuth.OPERATOR);
    assertEquals(OPERATOR, authenticate(basic, "admin", OPERATOR_PASSWORD));
    assertEquals(OPERATOR, authenticate(hall.basic(BasicAuth.USERS), "admin", OPERATOR_PASSWORD));
    assertEquals(List.of(), hall.audited());
  }

  @Test
  void authenticateWhenOffThenNobodyNotEvenTheOperator() {
    BasicLogin basic = hall.basic(BasicAuth.OFF);
    assertEquals(Optional.empty(), authenticate(basic, "admin", OPERATOR_PASSWORD));
  }

  @Test
  void authenticateWhenOperatorsPasswordIsWrongThenAuditedAndLimited() {
    BasicLogin basic = hall.basic(BasicAuth.OPERATOR);
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), authenticate(basic, "admin", TestHall.WRONG));
    }
    AuthException refused =
        assertThrows(AuthException.class, () -> authenticate(basic, "admin", OPERATOR_PASSWORD));
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
    assertEquals(3, hall.audited().size());
    assertEquals("BASIC FAILURE refused", hall.audited().get(0));
  }

  @Test
  void authenticateWhenUsersAreNotAllowedThenRefusedAndCounted() {
    hall.user("jane@example.com");
    BasicLogin basic = hall.basic(BasicAuth.OPERATOR);
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), authenticate(basic, "jane@example.com", TestHall.PASSWORD));
    }
    assertThrows(
        AuthException.class, () -> authenticate(basic, "jane@example.com", TestHall.PASSWORD));
  }

  @Test
  void authenticateWhenUserIsRightThenWithTheRolesOfThisMomentAlsoWhenRemembered() {
    UserView jane = hall.user("jane@example.com");
    BasicLogin basic = hall.basic(BasicAuth.USERS);
    assertEquals(
        Optional.of(new BasicIdentity("jane@example.com", Set.of(), jane.id())),
        authenticate(basic, "jane@example.com", TestHall.PASSWORD));
    DATABASE.run(() -> hall.workspaces.found(jane.id(), "Acme"));
    hall.pool.close();
    assertEquals(
        Optional.of(new BasicIdentity("jane@example.com", Set.of("owner"), jane.id())),
        authenticate(basic, "jane@example.com", TestHall.PASSWORD),
        "without another hash");
  }

  @Test
  void authenticateWhenAMinuteHasPassedThenHashedAnew() {
    hall.user("jane@example.com");
    BasicLogin basic = hall.basic(BasicAuth.USERS);
    authenticate(basic, "jane@example.com", TestHall.PASSWORD);
    hall.clock.advance(Duration.ofSeconds(60));
    hall.pool.close();
    AuthException busy =
        assertThrows(
            AuthException.class, () -> authenticate(basic, "jane@example.com", TestHall.PASSWORD));
    assertEquals(ErrorCode.OVERLOADED, busy.code());
  }

  @Test
  void authenticateWhenRememberedAndThenChangedOrDisabledThenRefusedAtOnce() {
    UserView jane = hall.user("jane@example.com");
    BasicLogin basic = hall.basic(BasicAuth.USERS);
    assertTrue(authenticate(basic, "jane@example.com", TestHall.PASSWORD).isPresent());
    TestUsers.setStatus(DATABASE, jane.id(), UserStatus.DISABLED);
    assertFalse(authenticate(basic, "jane@example.com", TestHall.PASSWORD).isPresent());
    TestUsers.setStatus(DATABASE, jane.id(), UserStatus.ACTIVE);
    assertTrue(authenticate(basic, "jane@example.com", TestHall.PASSWORD).isPresent());
    DATABASE.execute(
        "update gatehouse_user set credential = ?", hall.passwords.hash(TestHall.WRONG));
    assertFalse(authenticate(basic, "jane@example.com", TestHall.PASSWORD).isPresent());
  }

  @Test
  void authenticateWhenNobodyHadTimeToJudgeThenTheAttemptDoesNotCount() {
    hall.user("jane@example.com");
    BasicLogin basic = hall.basic(BasicAuth.USERS);
    hall.pool.close();
    for (int i = 0; i < 10; i++) {
      AuthException busy =
          assertThrows(
              AuthException.class,
              () -> authenticate(basic, "jane@example.com", TestHall.PASSWORD));
      assertEquals(ErrorCode.OVERLOADED, busy.code());
    }
  }

  private static Optional<BasicIdentity> authenticate(
      BasicLogin basic, String username, Sensitive password) {
    return basic.authenticate(username, password, TestHall.ORIGIN);
  }
}
