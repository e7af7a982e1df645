package org.gatehouse.login;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.UserId;
import org.gatehouse.ratelimit.ClientNetwork;
import org.gatehouse.ratelimit.RateLimiter;

/**
 * How often somebody may be wrong. An attempt is counted before it is judged, so that parallel ones
 * cannot slip through together, and given back when it turns out to be right: only failures use up
 * a limit, and being right with one's own account does not refill it.
 */
public final class LoginLimits {
  /** No address is longer; a key of any length would be a way to fill the memory. */
  private static final int MAX_ACCOUNT = 254;

  private final RateLimiter limiter;
  private final LoginRules rules;

  /** Counts with this limiter. */
  public LoginLimits(RateLimiter limiter, LoginRules rules) {
    this.limiter = limiter;
    this.rules = rules;
  }

  /** An attempt that was counted. */
  public interface Attempt {
    /** It was rightful: it does not count. */
    void giveBack();
  }

  /**
   * Counts a sign-in, per address and per account and address. The account is what was typed, known
   * or not: limits must not tell which exist.
   *
   * @throws AuthException {@link ErrorCode#TOO_MANY_REQUESTS}
   */
  public Attempt signIn(String account, RequestContext origin) {
    return both(rules.address(), "sign-in " + network(origin), account);
  }

  /**
   * Counts a request for a mail to an account, per address and per account and address, as it was
   * typed, known or not. It stays counted: nobody says whether it was rightful.
   *
   * @throws AuthException {@link ErrorCode#TOO_MANY_REQUESTS}
   */
  public void recover(String account, RequestContext origin) {
    Attempt unused = both(rules.register(), "recover " + network(origin), account);
  }

  private Attempt both(RateRule address, String key, String account) {
    Attempt byAddress = acquire(address, key);
    try {
      Attempt byAccount = acquire(rules.account(), key + " " + cut(account));
      return () -> {
        byAddress.giveBack();
        byAccount.giveBack();
      };
    } catch (AuthException refused) {
      // A refused attempt was not judged; it must not use up the wider limit.
      byAddress.giveBack();
      throw refused;
    }
  }

  /** Counts a registration, or a link of a mail that is tried, per address. */
  public Attempt register(RequestContext origin) {
    return acquire(rules.register(), "register " + network(origin));
  }

  /**
   * Counts a mail that an account has sent to an address which may not be its own; for good, since
   * it is rightful and all the same too much of it.
   */
  public void mail(UserId user) {
    Attempt unused = acquire(rules.register(), "mail " + user);
  }

  /**
   * Looks at what a link of a mail stands for: only one that stands for nothing counts, like a
   * registration.
   *
   * @throws AuthException {@link ErrorCode#TOO_MANY_REQUESTS}
   */
  public <T> Optional<T> look(RequestContext origin, Supplier<Optional<T>> link) {
    Attempt attempt = register(origin);
    Optional<T> found = link.get();
    found.ifPresent(living -> attempt.giveBack());
    return found;
  }

  /** Counts a return from an identity provider, per address. */
  public Attempt federated(RequestContext origin) {
    return acquire(rules.address(), "federated " + network(origin));
  }

  /** Counts a refresh, per address. */
  public Attempt refresh(RequestContext origin) {
    return acquire(rules.refresh(), "refresh " + network(origin));
  }

  /**
   * The outcome of a check that can itself be refused: an attempt that nobody had time to judge
   * does not count.
   */
  <T> T judged(Attempt attempt, Supplier<T> check) {
    try {
      return check.get();
    } catch (AuthException notJudged) {
      attempt.giveBack();
      throw notJudged;
    }
  }

  private Attempt acquire(RateRule rule, String key) {
    Optional<Duration> wait = limiter.tryAcquire(rule, key);
    if (wait.isPresent()) {
      throw AuthException.retryAfter(
          ErrorCode.TOO_MANY_REQUESTS, wait.get(), "rate limit " + rule + " reached");
    }
    return () -> limiter.giveBack(key);
  }

  private static String cut(String account) {
    return account.length() > MAX_ACCOUNT ? account.substring(0, MAX_ACCOUNT) : account;
  }

  private static String network(RequestContext origin) {
    return ClientNetwork.of(origin.address());
  }
}
