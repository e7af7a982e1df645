package org.gatehouse.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.mail.Outbox;

/**
 * What anybody may ask for any address: a link by mail. Before the answer there is nothing but the
 * limits, in memory and of what was typed, and a place in the queue; whether the address has an
 * account is looked up in an {@link Errands errand}. So the answer takes the same time by
 * construction, and the database is not touched for it.
 */
@ApplicationScoped
public class RecoveryRequests {
  private final LoginLimits limits;
  private final Errands errands;
  private final RecoveryLetters letters;
  private final Outbox outbox;

  @Inject
  RecoveryRequests(LoginLimits limits, Errands errands, RecoveryLetters letters, Outbox outbox) {
    this.limits = limits;
    this.errands = errands;
    this.letters = letters;
    this.outbox = outbox;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected RecoveryRequests() {
    this(null, null, null, null);
  }

  /** Whether a link can come by mail at all; if not, an administrator has to hand one over. */
  public boolean canSend() {
    return outbox.isConfigured();
  }

  /**
   * Sends a link for a new password, if this is the address of an account that may sign in.
   *
   * @throws AuthException {@link ErrorCode#TOO_MANY_REQUESTS}, {@link ErrorCode#OVERLOADED}
   */
  public void forgotPassword(EmailAddress email, RequestContext origin) {
    limits.recover(email.value(), origin);
    errands.run(origin.requestId(), () -> letters.sendReset(email, origin));
  }

  /**
   * Sends a link that proves the address, if an account waits for that.
   *
   * @throws AuthException {@link ErrorCode#TOO_MANY_REQUESTS}, {@link ErrorCode#OVERLOADED}
   */
  public void resendVerification(EmailAddress email, RequestContext origin) {
    limits.recover(email.value(), origin);
    errands.run(origin.requestId(), () -> letters.sendVerification(email, origin));
  }
}
