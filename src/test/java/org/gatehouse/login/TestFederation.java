package org.gatehouse.login;

import java.time.Clock;
import java.time.Duration;
import org.gatehouse.accesstoken.AccessTokenConfig;
import org.gatehouse.accesstoken.AccessTokenIssuer;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.attempt.LoginRules;
import org.gatehouse.attempt.TestLimits;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.config.value.PrincipalName;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.session.Sessions;
import org.gatehouse.user.TestUsers;
import org.gatehouse.workspace.TestWorkspaces;

/** Signing in without a password, for tests of the hall above. */
public final class TestFederation {
  private static final SigningKey KEY =
      SigningKey.hmac(Sensitive.of("access-0123456789-abcdefghijklmnopqrstuvwxyz"));
  private static final AccessTokenConfig ACCESS =
      new AccessTokenConfig("Gate", "House", Duration.ofHours(1), Duration.ofSeconds(30));

  private TestFederation() {}

  /** What the container would inject; call it inside a transaction. */
  public static SessionOpening on(TestDatabase database, Sessions sessions, Clock clock) {
    return new SessionOpening(
        TestUsers.on(database, clock),
        sessions,
        new TokenDesk(
            TestWorkspaces.on(database, clock),
            new AccessTokenIssuer(() -> KEY, ACCESS),
            new PrincipalNames(PrincipalName.EMAIL)),
        TestAudit.on(database, clock));
  }

  /** What the container would inject; call it inside a transaction. */
  public static SignOut signOut(Sessions sessions, AuditTrail audit) {
    return new SignOut(sessions, audit);
  }

  /** So many failures in a minute. */
  public static LoginLimits limits(int most, Clock clock) {
    RateRule rule = RateRule.parse(most + "/1m");
    return TestLimits.of(new LoginRules(rule, 1_000_000, rule, rule, rule), clock);
  }
}
