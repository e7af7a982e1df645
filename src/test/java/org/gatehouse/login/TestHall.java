package org.gatehouse.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.accesstoken.AccessTokenConfig;
import org.gatehouse.accesstoken.AccessTokenIssuer;
import org.gatehouse.accesstoken.AccessTokenVerifier;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.attempt.LoginRules;
import org.gatehouse.attempt.TestLimits;
import org.gatehouse.audit.AuditEventView;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.config.value.BasicAuth;
import org.gatehouse.config.value.PrincipalName;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.VerificationKeys;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.password.HashingPool;
import org.gatehouse.password.PasswordConfig;
import org.gatehouse.password.Passwords;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.session.EndedSessions;
import org.gatehouse.session.Sessions;
import org.gatehouse.session.TestSessions;
import org.gatehouse.user.AccessVersions;
import org.gatehouse.user.Credential;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.TestWorkspaces;
import org.gatehouse.workspace.Workspaces;

/** Everything that signing in joins, on a test database; bcrypt at its lowest cost. */
final class TestHall implements AutoCloseable {
  static final RequestContext ORIGIN = new RequestContext("192.0.2.7", "curl/8", "req-1");
  static final Sensitive PASSWORD = Sensitive.of("correct horse: battery");
  static final Sensitive WRONG = Sensitive.of("wrong horse: battery");

  private static final SigningKey KEY =
      SigningKey.hmac(Sensitive.of("access-0123456789-abcdefghijklmnopqrstuvwxyz"));
  private static final PrincipalNames BY_EMAIL = new PrincipalNames(PrincipalName.EMAIL);
  private static final AccessTokenConfig ACCESS =
      new AccessTokenConfig("Gate", "House", Duration.ofHours(1), Duration.ofSeconds(30));

  final TestClock clock = new TestClock();
  final HashingPool pool = new HashingPool(1, 10);
  final Passwords passwords = new Passwords(new PasswordConfig(5, 8), pool);
  final EndedSessions ended = TestSessions.ended(clock);
  final AccessVersions versions = TestUsers.versions(clock);
  final AccessTokenVerifier verifier =
      new AccessTokenVerifier(
          VerificationKeys.of(KEY.verificationKey()),
          ACCESS,
          ended::contains,
          versions::isStale,
          clock);
  final LoginLimits limits =
      TestLimits.of(
          new LoginRules(rule("3/1m"), 1_000_000, rule("5/1m"), rule("2/1m"), rule("4/1m")), clock);

  final TestDatabase database;
  final Users users;
  final Sessions sessions;
  final Workspaces workspaces;
  final AuditTrail audit;
  final PasswordCheck check;
  final PasswordLogin passwordLogin;
  final TokenRefresh tokenRefresh;
  final SignOut signOut;

  TestHall(TestDatabase database) {
    this.database = database;
    users = TestUsers.on(database, clock);
    sessions = TestSessions.on(database, ended, clock);
    workspaces = TestWorkspaces.on(database, clock);
    audit = TestAudit.on(database, clock);
    check = new PasswordCheck(users, passwords);
    TokenDesk desk = new TokenDesk(workspaces, new AccessTokenIssuer(() -> KEY, ACCESS), BY_EMAIL);
    passwordLogin = new PasswordLogin(limits, check, opening(desk), new LoginMethods(true));
    tokenRefresh = new TokenRefresh(sessions, users, desk, audit, database.transactions());
    signOut = new SignOut(sessions, audit);
  }

  BasicLogin basic(BasicAuth mode) {
    OperatorAccount operator =
        new OperatorAccount(Optional.of("admin"), Optional.of(Sensitive.of("operator: secret")));
    return new BasicLogin(mode, operator, limits, check, lookup(), clock);
  }

  /** As the container does it: each method in a transaction. */
  private SessionOpening opening(TokenDesk desk) {
    return new SessionOpening(users, sessions, desk, audit) {
      @Override
      LoginResult open(Credential checked, RequestContext origin) {
        return database.call(() -> super.open(checked, origin));
      }

      @Override
      void recordFailure(String email, RequestContext origin) {
        database.run(() -> super.recordFailure(email, origin));
      }
    };
  }

  private BasicLookup lookup() {
    return new BasicLookup(users, workspaces, audit, BY_EMAIL) {
      @Override
      Optional<BasicIdentity> identityOf(Credential checked) {
        return database.call(() -> super.identityOf(checked));
      }

      @Override
      void recordFailure(String username, RequestContext origin) {
        database.run(() -> super.recordFailure(username, origin));
      }
    };
  }

  UserView user(String email) {
    return TestUsers.create(database, clock, email, passwords.hash(PASSWORD));
  }

  LoginResult signIn(String email, Sensitive password) {
    return passwordLogin.signIn(email, password, ORIGIN);
  }

  LoginResult refresh(Sensitive token) {
    return database.call(() -> tokenRefresh.refresh(token, ORIGIN));
  }

  /** Each as action, outcome and detail, in the order of the alphabet. */
  List<String> audited() {
    return TestAudit.all(database, clock).stream().map(TestHall::summary).sorted().toList();
  }

  private static String summary(AuditEventView event) {
    return event.action()
        + " "
        + event.outcome()
        + " "
        + event.detail()
        + (event.userId() == null ? "" : " user")
        + (event.sessionId() == null ? "" : " session");
  }

  @Override
  public void close() {
    pool.close();
  }

  private static RateRule rule(String text) {
    return RateRule.parse(text);
  }
}
