package org.gatehouse.recovery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.attempt.TestLimits;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.kernel.UserId;
import org.gatehouse.mail.MailKind;
import org.gatehouse.mail.MailMessage;
import org.gatehouse.mail.Outbox;
import org.gatehouse.mail.TestOutbox;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.onetimetoken.TestOneTimeTokens;
import org.gatehouse.password.HashingPool;
import org.gatehouse.password.PasswordConfig;
import org.gatehouse.password.PasswordPolicy;
import org.gatehouse.password.Passwords;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.session.EndedSessions;
import org.gatehouse.session.Sessions;
import org.gatehouse.session.TestSessions;
import org.gatehouse.user.Credential;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Everything that recovery joins, on a test database, with a mail server; bcrypt at its lowest.
 * Register it in a field with {@code @RegisterExtension}.
 */
final class TestRecovery implements AfterEachCallback {
  static final RequestContext ORIGIN = new RequestContext("192.0.2.7", "curl/8", "req-1");
  static final Duration RESET = TestRecoveryLinks.RESET;
  static final Sensitive NEW = Sensitive.of("zwölf Laternen: am Tor");
  static final String JANE = "jane@example.com";
  static final String OLD_HASH = "the old hash";

  static final int REGISTRATIONS = 5;

  final TestDatabase database;
  final TestClock clock = new TestClock();
  final HashingPool pool = new HashingPool(2, 20);
  final Passwords passwords = new Passwords(new PasswordConfig(5, 8), pool);
  final EndedSessions ended = TestSessions.ended(clock);
  final Users users;
  final Sessions sessions;
  final OneTimeTokens tokens;
  final AuditTrail audit;
  final TestOutbox outbox = new TestOutbox();
  final HeldErrands errands = new HeldErrands();
  final RecoveryLinks links;
  final RecoveryRequests requests;
  final PasswordReset reset;
  final AddressVerification verification;

  /** Errands that wait until a test lets them go. */
  static final class HeldErrands extends Errands {
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    void run(String requestId, Runnable errand) {
      waiting.add(errand);
    }

    int waiting() {
      return waiting.size();
    }

    void finish() {
      while (!waiting.isEmpty()) {
        waiting.remove().run();
      }
    }
  }

  TestRecovery(TestDatabase database) {
    this.database = database;
    database.clear();
    outbox.configure();
    users = TestUsers.on(database, clock);
    sessions = TestSessions.on(database, ended, clock);
    tokens = TestOneTimeTokens.on(database, clock);
    audit = TestAudit.on(database, clock);
    links = TestRecoveryLinks.on(database, clock);
    requests = new RecoveryRequests(limits(), errands, letters(outbox), outbox);
    LinkUse use = use(outbox);
    reset = reset(use);
    verification = new AddressVerification(limits(), use);
  }

  private LoginLimits limits() {
    return TestLimits.registrations(REGISTRATIONS, clock);
  }

  PasswordReset reset(LinkUse use) {
    return new PasswordReset(limits(), new PasswordPolicy(8), passwords, use);
  }

  /** As the container does it: each method in a transaction. */
  RecoveryLetters letters(Outbox mails) {
    return new RecoveryLetters(users, tokens, links, mails, audit, clock) {
      @Override
      void sendReset(EmailAddress email, RequestContext origin) {
        database.run(() -> super.sendReset(email, origin));
      }

      @Override
      void sendVerification(EmailAddress email, RequestContext origin) {
        database.run(() -> super.sendVerification(email, origin));
      }
    };
  }

  /** As the container does it: each method in a transaction. */
  LinkUse use(Outbox mails) {
    return new LinkUse(
        tokens,
        users,
        TestUsers.credentials(database, TestUsers.versions(clock), clock),
        sessions,
        mails,
        TestRecoveryLinks.pages(),
        audit) {
      @Override
      Optional<UserView> look(Purpose purpose, Sensitive token) {
        return database.call(() -> super.look(purpose, token));
      }

      @Override
      void reset(Sensitive token, EmailAddress email, String hash, RequestContext origin) {
        database.run(() -> super.reset(token, email, hash, origin));
      }

      @Override
      void verify(Sensitive token, RequestContext origin) {
        database.run(() -> super.verify(token, origin));
      }
    };
  }

  UserId user(String email, UserStatus status) {
    UserId id = TestUsers.create(database, clock, email, OLD_HASH).id();
    TestUsers.setStatus(database, id, status);
    return id;
  }

  static EmailAddress email(String text) {
    return EmailAddress.parse(text).orElseThrow();
  }

  /** Asks, and has it done. */
  void forgot(String email) {
    requests.forgotPassword(email(email), ORIGIN);
    errands.finish();
  }

  /** Asks, and has it done. */
  void resend(String email) {
    requests.resendVerification(email(email), ORIGIN);
    errands.finish();
  }

  List<MailMessage> mails(MailKind kind) {
    return outbox.messages().stream().filter(mail -> mail.kind() == kind).toList();
  }

  /** The token of a link for a new password that was just sent. */
  Sensitive sentReset(String email) {
    forgot(email);
    return token(link(newest(MailKind.PASSWORD_RESET), "resetLink"));
  }

  MailMessage newest(MailKind kind) {
    List<MailMessage> all = mails(kind);
    return all.get(all.size() - 1);
  }

  static String link(MailMessage mail, String name) {
    return Objects.requireNonNull(mail.values().get(name), name);
  }

  static Sensitive token(String link) {
    return Sensitive.of(link.substring(link.indexOf("?token=") + "?token=".length()));
  }

  Credential credential(String email) {
    return users.findCredential(email(email)).orElseThrow();
  }

  UserStatus status(UserId user) {
    return users.find(user).orElseThrow().status();
  }

  /** Each as action, outcome and detail, in the order of the alphabet. */
  List<String> audited() {
    return TestAudit.all(database, clock).stream()
        .map(event -> event.action() + " " + event.outcome())
        .sorted()
        .toList();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    pool.close();
    errands.stop();
  }
}
