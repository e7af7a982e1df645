package org.gatehouse.rest;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.json.Page;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a client wants. Query parameters are read here as text, because servers
 * answer a number that is none with different statuses.
 *
 * @param after the id of the last item that the client has
 * @param limit how many items at most
 */
public record PageRequest(Optional<UUID> after, int limit) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  /**
   * Reads the parameters.
   *
   * @throws AuthException {@link ErrorCode#VALIDATION_FAILED}
   */
  public static PageRequest of(@Nullable String after, @Nullable String limit) {
    return new PageRequest(
        Optional.ofNullable(after).map(PageRequest::cursor),
        limit == null ? DEFAULT_LIMIT : limit(limit));
  }

  /** One more than the page holds: so many a query fetches, to see whether another page follows. */
  public int toFetch() {
    return limit + 1;
  }

  /**
   * The page out of what was fetched.
   *
   * @param id what the client gives back as {@code after}
   */
  public <T> Page<T> page(List<T> fetched, Function<T, UUID> id) {
    boolean more = fetched.size() > limit;
    List<T> items = more ? fetched.subList(0, limit) : fetched;
    return new Page<>(items, more ? id.apply(items.get(limit - 1)).toString() : null);
  }

  private static UUID cursor(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notUuid) {
      throw wrong("after is no cursor of ours");
    }
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException notNumber) {
      // answered below
    }
    throw wrong("limit must be a number from 1 to " + MAX_LIMIT);
  }

  private static AuthException wrong(String reason) {
    return AuthException.withReasons(ErrorCode.VALIDATION_FAILED, List.of(reason));
  }
}
