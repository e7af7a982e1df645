package org.gatehouse.profile;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.attempt.TestLimits;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.login.TestConfirmation;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.mail.PublicLinks;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.onetimetoken.TestOneTimeTokens;
import org.gatehouse.password.HashingPool;
import org.gatehouse.password.PasswordConfig;
import org.gatehouse.password.PasswordPolicy;
import org.gatehouse.password.Passwords;
import org.gatehouse.people.TestPeople;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.session.StartedSession;
import org.gatehouse.user.Credential;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserCredentials;
import org.gatehouse.user.UserView;

/**
 * People with passwords, on a test database, and a mail server: everything that they change of
 * their own, as the container would inject it. Three failed sign-ins a minute, four mails or bad
 * links.
 */
final class TestProfile implements AutoCloseable {
  static final Sensitive PASSWORD = Sensitive.of("correct horse: battery");
  static final Sensitive NEW = Sensitive.of("seven doors, no key");
  static final Duration WITHIN = Duration.ofHours(24);
  static final RequestContext ORIGIN = TestPeople.ORIGIN;

  private static final String CONFIRM =
      "https://gate.example/gatehouse/confirm-email-change?token=";

  final TestPeople people;
  final HashingPool pool = new HashingPool(2, 20);
  final Passwords passwords = new Passwords(new PasswordConfig(4, 8), pool);
  final UserCredentials credentials;
  final OneTimeTokens tokens;
  final ProfileDeeds deeds;
  final OwnAccount account;
  final AddressConfirmation confirmation;

  TestProfile(TestDatabase database) {
    people = new TestPeople(database);
    people.outbox.configure();
    LoginLimits limits = TestLimits.both(3, 4, people.clock);
    credentials = TestUsers.credentials(database, people.versions, people.clock);
    tokens = TestOneTimeTokens.on(database, people.clock);
    ProfileLetters letters =
        new ProfileLetters(people.outbox, new PublicLinks("https://gate.example/gatehouse"));
    AddressChange addresses =
        new AddressChange(
            people.users, credentials, tokens, letters, new ProfileConfig(WITHIN), people.audit) {
          @Override
          void confirm(Sensitive token, RequestContext origin) {
            database.run(() -> super.confirm(token, origin));
          }

          @Override
          Optional<EmailAddress> look(Sensitive token) {
            return database.call(() -> super.look(token));
          }
        };
    deeds =
        new ProfileDeeds(
            people.lifeCycle,
            new PasswordChange(
                people.users, credentials, people.sessions, tokens, letters, people.audit),
            addresses,
            people.audit) {
          @Override
          UserView change(
              UserView user, ProfileChange change, Optional<Proof> proof, OwnSession own) {
            return database.call(() -> super.change(user, change, proof, own));
          }

          @Override
          void recordWrongPassword(ProfileChange change, OwnSession own) {
            database.run(() -> super.recordWrongPassword(change, own));
          }
        };
    account =
        new OwnAccount(
            people.users,
            limits,
            TestConfirmation.of(limits, people.users, passwords),
            new PasswordPolicy(8),
            passwords,
            letters,
            deeds);
    confirmation = new AddressConfirmation(limits, addresses);
  }

  /** A member with {@link #PASSWORD}. */
  UserId user(String email) {
    UserId user = people.plain(email, people.here);
    people.database.execute(
        "update gatehouse_user set credential = ? where id = ?",
        passwords.hash(PASSWORD),
        user.value());
    return user;
  }

  StartedSession session(UserId user) {
    return people.call(() -> people.sessions.start(user, "pwd", Optional.empty(), ORIGIN));
  }

  static OwnSession in(UserId user, StartedSession session) {
    return new OwnSession(user, Optional.of(session.session().id()), ORIGIN);
  }

  static OwnSession basic(UserId user) {
    return new OwnSession(user, Optional.empty(), ORIGIN);
  }

  UserView view(UserId user) {
    return people.users.find(user).orElseThrow();
  }

  Credential credential(String email) {
    return people.users.findCredential(address(email)).orElseThrow();
  }

  boolean isPasswordOf(String email, Sensitive password) {
    return passwords.verify(
            password, Objects.requireNonNull(credential(email).passwordHash(), email))
        != Passwords.Verification.MISMATCH;
  }

  /** A token of this account, sent to this address. */
  Sensitive token(Purpose purpose, UserId user, String email) {
    OpaqueToken token =
        people.call(() -> tokens.issue(purpose, user.value(), address(email), WITHIN));
    return token.value();
  }

  boolean isAlive(Purpose purpose, Sensitive token) {
    return people.call(() -> tokens.find(purpose, token)).isPresent();
  }

  /** Asks for another address, and gives the token that went there. */
  Sensitive ask(UserId user, String email) {
    account.change(basic(user), ProfileChange.none().withEmail(address(email), PASSWORD));
    MailMessage mail = mails(MailKind.EMAIL_CHANGE).get(mails(MailKind.EMAIL_CHANGE).size() - 1);
    String link = Objects.requireNonNull(mail.values().get("confirmLink"));
    if (!link.startsWith(CONFIRM)) {
      throw new AssertionError("another page: " + link);
    }
    return Sensitive.of(link.substring(CONFIRM.length()));
  }

  List<MailMessage> mails(MailKind kind) {
    return people.outbox.messages().stream().filter(mail -> mail.kind() == kind).toList();
  }

  static EmailAddress address(String text) {
    return EmailAddress.parse(text).orElseThrow();
  }

  @Override
  public void close() {
    pool.close();
  }
}
