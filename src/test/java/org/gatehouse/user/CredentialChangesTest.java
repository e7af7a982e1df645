package org.gatehouse.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.persistence.ConstraintViolations;
import org.gatehouse.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialChangesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final TestClock clock = new TestClock();
  private final AccessVersions versions = TestUsers.versions(clock);
  private final Users users = TestUsers.on(DATABASE, clock);
  private final UserCredentials credentials = TestUsers.credentials(DATABASE, versions, clock);

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @Test
  void changePasswordWhenTheCheckedOneStandsThenReplacedOnce() {
    Credential checked = credential(create("jane@example.com"));
    assertTrue(change(checked, "new"));
    assertFalse(change(checked, "newer"));
    assertEquals("new", credential(users.find(checked.user()).orElseThrow()).passwordHash());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void changeWhenNotActiveThenNothing(UserStatus status) {
    UserView jane = create("jane@example.com");
    Credential checked = credential(jane);
    TestUsers.setStatus(DATABASE, jane.id(), status);
    assertFalse(change(checked, "new"));
    assertFalse(move(jane, "moved@example.com"));
    UserView now = users.find(jane.id()).orElseThrow();
    assertEquals("hash", credential(now).passwordHash());
    assertEquals(jane.email(), now.email());
    assertEquals(status, now.status());
  }

  @Test
  void changePasswordWhenThereIsNoneThenNothing() {
    UserView jane = create("jane@example.com");
    DATABASE.execute("update gatehouse_user set credential = null");
    assertFalse(change(credential(jane), "new"));
  }

  @Test
  void changeAddressWhenFreeThenMovedOnceAndTokensAreStale() {
    UserView jane = create("jane@example.com");
    assertTrue(move(jane, "moved@example.com"));
    assertFalse(move(jane, "again@example.com"));
    UserView now = users.find(jane.id()).orElseThrow();
    assertEquals("moved@example.com", now.email().value());
    assertTrue(versions.isStale(jane.id(), jane.accessVersion()));
  }

  @Test
  void changeAddressWhenTakenThenADuplicateAndNothingIsStale() {
    UserView jane = create("jane@example.com");
    create("eve@example.com");
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> move(jane, "eve@example.com"));
    assertTrue(ConstraintViolations.isDuplicate(refused));
    assertEquals(jane, users.find(jane.id()).orElseThrow());
    assertFalse(versions.isStale(jane.id(), jane.accessVersion()));
  }

  private UserView create(String email) {
    return TestUsers.create(DATABASE, clock, email, "hash");
  }

  private Credential credential(UserView user) {
    return users.findCredential(user.email()).orElseThrow();
  }

  private boolean change(Credential checked, String hash) {
    return DATABASE.call(() -> credentials.changePassword(checked, hash));
  }

  private boolean move(UserView user, String to) {
    EmailAddress address = EmailAddress.parse(to).orElseThrow();
    return DATABASE.call(() -> credentials.changeAddress(user.id(), user.email(), address));
  }
}
