package org.gatehouse.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.ConstraintViolations;
import org.gatehouse.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final TestClock clock = new TestClock();
  private final Users users = TestUsers.on(DATABASE, clock);

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @Test
  void createWhenAddressIsFreeThenAnActiveAccountThatIsFound() {
    UserView jane = create("Jane@Example.com");
    assertEquals("jane@example.com", jane.email().value());
    assertTrue(jane.isActive());
    assertEquals(TestClock.START, jane.createdAt());
    assertEquals(Optional.of(jane), DATABASE.call(() -> users.find(jane.id())));
  }

  @Test
  void createWhenAddressIsTakenThenDuplicateAndTheFirstStays() {
    UserView jane = create("jane@example.com");
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> create("JANE@example.COM"));
    assertTrue(ConstraintViolations.isDuplicate(refused));
    assertEquals(1, DATABASE.count("gatehouse_user"));
    assertEquals(jane.id(), credential("jane@example.com").user());
  }

  @Test
  void findWhenIdIsUnknownThenEmpty() {
    assertEquals(Optional.empty(), DATABASE.call(() -> users.find(UserId.random())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jane_doe@example.com", "jan%@example.com", "%@example.com", "_____@example.com"})
  void findCredentialWhenAddressHasPatternCharactersThenTheyAreLetters(String pattern) {
    create("janeXdoe@example.com");
    create("jane@example.com");
    assertEquals(Optional.empty(), findCredential(pattern));
    UserView literal = create(pattern);
    assertEquals(literal.id(), credential(pattern).user());
  }

  @Test
  void findCredentialWhenOtherCaseThenTheSameAccount() {
    assertEquals(create("jane@example.com").id(), credential("JANE@Example.Com").user());
  }

  @Test
  void findCredentialWhenNoPasswordThenNullHash() {
    UserView jane = create("jane@example.com");
    DATABASE.execute("update gatehouse_user set credential = null");
    assertEquals(
        new Credential(jane.id(), null, UserStatus.ACTIVE), credential("jane@example.com"));
  }

  @Test
  void replaceHashWhenStillTheCheckedOneThenReplaced() {
    create("jane@example.com");
    Credential checked = credential("jane@example.com");
    assertTrue(DATABASE.call(() -> users.replaceHash(checked, "new-hash")));
    assertEquals("new-hash", credential("jane@example.com").passwordHash());
  }

  @Test
  void replaceHashWhenChangedMeanwhileThenTheChangeWins() {
    create("jane@example.com");
    Credential checked = credential("jane@example.com");
    DATABASE.execute("update gatehouse_user set credential = 'other password'");
    assertFalse(DATABASE.call(() -> users.replaceHash(checked, "new-hash")));
    assertEquals("other password", credential("jane@example.com").passwordHash());
  }

  @Test
  void replaceHashWhenTwoAccountsHaveTheSameHashThenOnlyTheOneMeant() {
    create("jane@example.com");
    create("john@example.com");
    Credential jane = credential("jane@example.com");
    DATABASE.run(() -> users.replaceHash(jane, "new-hash"));
    assertEquals("stored-hash", credential("john@example.com").passwordHash());
  }

  @Test
  void findUnchangedWhenNothingChangedThenTheAccount() {
    UserView jane = create("jane@example.com");
    assertEquals(Optional.of(jane), findUnchanged(credential("jane@example.com")));
  }

  @Test
  void findUnchangedWhenHashChangedThenEmpty() {
    create("jane@example.com");
    Credential checked = credential("jane@example.com");
    DATABASE.execute("update gatehouse_user set credential = 'other'");
    assertEquals(Optional.empty(), findUnchanged(checked));
  }

  @ParameterizedTest
  @EnumSource(value = UserStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void findUnchangedWhenNotActiveThenEmptyWhetherItChangedOrNot(UserStatus status) {
    UserView jane = create("jane@example.com");
    Credential before = credential("jane@example.com");
    TestUsers.setStatus(DATABASE, jane.id(), status);
    assertEquals(Optional.empty(), findUnchanged(before));
    assertEquals(Optional.empty(), findUnchanged(credential("jane@example.com")));
  }

  @Test
  void findUnchangedWhenAccountIsGoneThenEmpty() {
    Credential of = new Credential(new UserId(UUID.randomUUID()), "h", UserStatus.ACTIVE);
    assertEquals(Optional.empty(), findUnchanged(of));
  }

  @Test
  void toStringWhenPrintedThenNeitherHashNorAddress() {
    NewUser account =
        new NewUser(
            UserId.random(),
            EmailAddress.parse("jane@example.com").orElseThrow(),
            "J",
            "h4sh",
            Locale.ENGLISH);
    Credential credential = new Credential(account.id(), "h4sh", UserStatus.ACTIVE);
    String printed = account + " " + credential;
    assertFalse(printed.contains("h4sh") || printed.contains("jane"), printed);
  }

  private UserView create(String email) {
    return TestUsers.create(DATABASE, clock, email, "stored-hash");
  }

  private Optional<Credential> findCredential(String email) {
    return DATABASE.call(() -> users.findCredential(EmailAddress.parse(email).orElseThrow()));
  }

  private Credential credential(String email) {
    return findCredential(email).orElseThrow();
  }

  private Optional<UserView> findUnchanged(Credential checked) {
    return DATABASE.call(() -> users.findUnchanged(checked));
  }
}
