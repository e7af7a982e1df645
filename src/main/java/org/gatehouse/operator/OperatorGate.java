package org.gatehouse.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.ratelimit.ClientNetwork;
import org.gatehouse.ratelimit.Rate;
import org.gatehouse.ratelimit.RateLimiter;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever brings the operator token, and nobody else.
 *
 * <p>Limited is who is wrong: past the limit, refusals are answered 429 and no longer recorded. The
 * right token passes always. It cannot be guessed, and behind a proxy on this machine strangers
 * have the operator's address: they must not be able to shut the operator out.
 */
@ApplicationScoped
public class OperatorGate {
  /** Nobody types this token: a script with an old one is wrong a few times. */
  private static final RateRule WRONG = RateRule.parse("10/1m");

  private final OperatorToken token;
  private final RateLimiter limiter;
  private final GateRecord record;

  @Inject
  OperatorGate(OperatorToken token, RateLimiter limiter, GateRecord record) {
    this.token = token;
    this.limiter = limiter;
    this.record = record;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected OperatorGate() {
    this(null, null, null);
  }

  /**
   * The operator, who does a deed.
   *
   * @throws AuthException {@link ErrorCode#UNAUTHENTICATED}, {@link ErrorCode#TOO_MANY_REQUESTS}
   */
  public Actor admit(@Nullable String presented, RequestContext origin) {
    if (token.matches(presented)) {
      return new Actor(null, origin);
    }
    Optional<Duration> wait =
        limiter.tryAcquire(
            List.of(new Rate("operator " + ClientNetwork.of(origin.address()), WRONG)));
    if (wait.isPresent()) {
      throw AuthException.retryAfter(
          ErrorCode.TOO_MANY_REQUESTS, wait.get(), "too many wrong operator tokens");
    }
    record.refused(origin);
    throw new AuthException(ErrorCode.UNAUTHENTICATED, "not the operator token");
  }
}
