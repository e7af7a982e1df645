package org.gatehouse.recovery;

import java.time.Clock;
import java.time.Duration;
import org.gatehouse.mail.PublicLinks;
import org.gatehouse.onetimetoken.TestOneTimeTokens;
import org.gatehouse.persistence.TestDatabase;

/** Links to {@code https://gate.example/gatehouse}. */
public final class TestRecoveryLinks {
  /** How long a link for a new password is good. */
  public static final Duration RESET = Duration.ofMinutes(15);

  private static final Duration VERIFICATION = Duration.ofHours(24);

  private TestRecoveryLinks() {}

  /** What the container would inject; call it inside a transaction. */
  public static RecoveryLinks on(TestDatabase database, Clock clock) {
    return new RecoveryLinks(
        TestOneTimeTokens.on(database, clock),
        pages(),
        new RecoveryConfig(RESET, VERIFICATION),
        clock);
  }

  static PublicLinks pages() {
    return new PublicLinks("https://gate.example/gatehouse");
  }
}
