package org.gatehouse.attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.UserId;
import org.gatehouse.ratelimit.ClientNetwork;
import org.gatehouse.ratelimit.GrowingDelay;
import org.gatehouse.ratelimit.Limit;
import org.gatehouse.ratelimit.Rate;
import org.gatehouse.ratelimit.RateLimiter;

/**
 * How often somebody may be wrong. An attempt is counted before it is judged, so that parallel ones
 * cannot slip through together, and given back when it turns out to be right: only failures use up
 * a limit, and being right with one's own account does not refill it.
 *
 * <p>No method may be called inside of a transaction: what was counted must stay counted.
 */
public final class LoginLimits {
  /** RFC 5321, section 4.5.3.1: 64 characters, an at sign, 255. */
  private static final int MAX_KEPT = 320;

  /**
   * With ten free attempts, a thousand strangers together get 75 at one account in the first hour,
   * and 60 in each that follows.
   */
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  private final RateLimiter limiter;
  private final RateLimiter ownLimiter;
  private final KnownBrowsers browsers;
  private final LoginRules rules;
  private final LongAdder refusals = new LongAdder();

  /**
   * @param limiter counts for all nodes
   * @param ownLimiter counts for this node, what is too frequent for more: a refused refresh says
   *     nothing about a password
   */
  public LoginLimits(
      RateLimiter limiter, RateLimiter ownLimiter, KnownBrowsers browsers, LoginRules rules) {
    this.limiter = limiter;
    this.ownLimiter = ownLimiter;
    this.browsers = browsers;
    this.rules = rules;
  }

  /** An attempt that was counted. */
  public interface Attempt {
    /** It was rightful: it does not count. */
    void giveBack();
  }

  /**
   * What an account is counted under. Spellings of one address count together; what is no address
   * counts as it was typed, the operator's name like any other, so that limits do not tell it.
   * Bounded, since it is kept.
   */
  public static String accountKey(String typed) {
    return EmailAddress.parse(typed)
        .map(EmailAddress::value)
        .orElse(typed.length() <= MAX_KEPT ? typed : "too long for an account");
  }

  /**
   * Counts a sign-in: per address, per account and address, and per account, which only gets
   * slower. A browser that was let into the account before is counted by itself, so that whoever
   * shares its address, or attacks its account, does not use up what it has. The account is what
   * was typed, known or not: limits must not tell which exist.
   *
   * @throws AuthException {@link ErrorCode#TOO_MANY_REQUESTS}
   */
  public Attempt signIn(String account, RequestContext origin) {
    Optional<String> browser = browsers.find(origin.browser(), account);
    if (browser.isPresent()) {
      return acquire(
          limiter,
          List.of(new Rate("browser " + browser.get() + " " + cut(account), rules.account())));
    }
    List<Limit> limits = new ArrayList<>(both(rules.address(), "sign-in ", account, origin));
    limits.add(
        new GrowingDelay(
            "account " + cut(account), rules.delayAfter(), FIRST_DELAY, LONGEST_DELAY));
    return acquire(limiter, limits);
  }

  /**
   * Counts a request for a mail to an account, per address and per account and address, as it was
   * typed, known or not. It stays counted: nobody says whether it was rightful.
   *
   * @throws AuthException {@link ErrorCode#TOO_MANY_REQUESTS}
   */
  public void recover(String account, RequestContext origin) {
    Attempt unused = acquire(limiter, both(rules.register(), "recover ", account, origin));
  }

  private List<Limit> both(RateRule address, String what, String account, RequestContext origin) {
    String key = what + network(origin);
    return List.of(new Rate(key, address), new Rate(key + " " + cut(account), rules.account()));
  }

  /** Counts a registration, or a link of a mail that is tried, per address. */
  public Attempt register(RequestContext origin) {
    return acquire(limiter, List.of(new Rate("register " + network(origin), rules.register())));
  }

  /**
   * Counts a mail that an account has sent to an address which may not be its own; for good, since
   * it is rightful and all the same too much of it.
   */
  public void mail(UserId user) {
    Attempt unused = acquire(limiter, List.of(new Rate("mail " + user, rules.register())));
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
    return acquire(limiter, List.of(new Rate("federated " + network(origin), rules.address())));
  }

  /** Counts a refresh, per address. */
  public Attempt refresh(RequestContext origin) {
    return acquire(ownLimiter, List.of(new Rate("refresh " + network(origin), rules.refresh())));
  }

  /**
   * The outcome of a check that can itself be refused: an attempt that nobody had time to judge
   * does not count.
   */
  public <T> T judged(Attempt attempt, Supplier<T> check) {
    try {
      return check.get();
    } catch (AuthException notJudged) {
      attempt.giveBack();
      throw notJudged;
    }
  }

  /** How many attempts were refused since the start, for whatever there is a limit. */
  public long refusals() {
    return refusals.sum();
  }

  private Attempt acquire(RateLimiter counting, List<Limit> limits) {
    Optional<Duration> wait = counting.tryAcquire(limits);
    if (wait.isPresent()) {
      refusals.increment();
      throw AuthException.retryAfter(
          ErrorCode.TOO_MANY_REQUESTS, wait.get(), "too many attempts under a limit");
    }
    return () -> counting.giveBack(limits);
  }

  private static String cut(String account) {
    return account.length() > MAX_KEPT ? account.substring(0, MAX_KEPT) : account;
  }

  private static String network(RequestContext origin) {
    return ClientNetwork.of(origin.address());
  }
}
