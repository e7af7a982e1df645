package org.gatehouse.audit.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Filters in a query, read as text: servers answer what is none with different statuses. Each
 * refuses with {@link ErrorCode#VALIDATION_FAILED}, which names the parameter.
 */
final class AuditFilters {
  private AuditFilters() {}

  /** A name of ours, in any case. */
  static <E extends Enum<E>> Optional<E> name(
      String parameter, @Nullable String text, Class<E> type) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      throw wrong(parameter + " is none that we know");
    }
  }

  static Optional<UUID> id(String parameter, @Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notUuid) {
      throw wrong(parameter + " is no id");
    }
  }

  /** A moment in ISO-8601, with its offset from UTC; those beyond our millennia fit no event. */
  static Optional<Instant> instant(String parameter, @Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      Instant instant = Instant.parse(text);
      long unused = instant.toEpochMilli();
      return Optional.of(instant);
    } catch (DateTimeException | ArithmeticException notInstant) {
      throw wrong(parameter + " is no moment, such as 2026-11-24T08:30:00Z");
    }
  }

  private static AuthException wrong(String reason) {
    return AuthException.withReasons(ErrorCode.VALIDATION_FAILED, List.of(reason));
  }
}
