package org.gatehouse.health;

import java.util.Map;
import java.util.function.Supplier;

/**
 * One thing that must be well before requests are worth sending.
 *
 * @param name one word
 * @param look called from any thread; whatever it throws means that it is not well
 */
public record HealthCheck(String name, Supplier<Result> look) {
  /**
   * What was found.
   *
   * @param data figures that help whoever looks; nothing personal, no text of an error
   */
  public record Result(boolean isUp, Map<String, Long> data) {
    /** Copies the map. */
    public Result {
      data = Map.copyOf(data);
    }

    /** Well, and there is nothing to say. */
    public static Result up() {
      return new Result(true, Map.of());
    }
  }
}
