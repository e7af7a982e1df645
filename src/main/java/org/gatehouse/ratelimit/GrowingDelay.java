package org.gatehouse.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Some attempts are free, and each further one has to wait twice as long after the one before, up
 * to a longest wait; for each of those that passes in peace, one attempt is forgotten. It is no
 * lock: whoever is patient always gets another attempt.
 *
 * @param free attempts without a wait
 * @param first the first wait
 * @param longest the last one, which does not grow any more
 */
public record GrowingDelay(String key, int free, Duration first, Duration longest)
    implements Limit {
  /** The waits must be in order. */
  public GrowingDelay {
    if (free < 1 || first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("a delay grows from a first wait to a longer one");
    }
  }

  @Override
  public Verdict acquire(@Nullable Counter before, long now) {
    if (before == null) {
      return new Granted(new Counter(1, now));
    }
    // The clock may have been set back.
    long last = Math.min(before.at(), now);
    long wait = last + waitAfter(before.count()) - now;
    if (wait > 0) {
      return new Refused(Duration.ofMillis(wait));
    }
    long forgotten = (now - last) / longest.toMillis();
    int left = (int) Math.max(0, before.count() - forgotten);
    return new Granted(new Counter(Math.min(left + 1, most()), now));
  }

  @Override
  public Counter giveBack(Counter before) {
    return new Counter(Math.max(0, before.count() - 1), before.at());
  }

  @Override
  public long forgottenAt(Counter counter) {
    return counter.at() + counter.count() * longest.toMillis();
  }

  private long waitAfter(int attempts) {
    if (attempts < free) {
      return 0;
    }
    int doublings = Math.min(attempts - free, doublingsToLongest());
    return Math.min(first.toMillis() << doublings, longest.toMillis());
  }

  /** More would only make it slower to forget. */
  private int most() {
    return free + doublingsToLongest();
  }

  private int doublingsToLongest() {
    return Long.SIZE - Long.numberOfLeadingZeros((longest.toMillis() - 1) / first.toMillis());
  }
}
