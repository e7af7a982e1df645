package org.gatehouse.ratelimit;

import java.time.Duration;
import org.gatehouse.kernel.RateRule;
import org.jspecify.annotations.Nullable;

/**
 * So many at once, and then as many more as the rate allows: the generic cell rate algorithm (ITU-T
 * I.371, annex A), of which one number is kept, the moment at which all will be free again.
 */
public record Rate(String key, RateRule rule) implements Limit {
  @Override
  public Verdict acquire(@Nullable Counter before, long now) {
    long window = rule.window().toMillis();
    // Never further ahead than one window: the clock may have been set back.
    long free = before == null ? now : Math.min(Math.max(before.at(), now), now + window);
    long wait = free - now - (window - step());
    return wait > 0
        ? new Refused(Duration.ofMillis(wait))
        : new Granted(new Counter(0, free + step()));
  }

  @Override
  public Counter giveBack(Counter before) {
    return new Counter(0, before.at() - step());
  }

  @Override
  public long forgottenAt(Counter counter) {
    return counter.at();
  }

  private long step() {
    return rule.step().toMillis();
  }
}
