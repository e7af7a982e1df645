package org.gatehouse.config.value;

import java.util.Locale;

/**
 * Whether the database is spoken to in TLS; the words are those of PostgreSQL's {@code sslmode}.
 */
public enum DatabaseTls {
  /** In clear text. */
  DISABLE("disable"),
  /** TLS where the server offers it, whoever that is. */
  PREFER("prefer"),
  /** TLS, whoever answers. */
  REQUIRE("require"),
  /** TLS with a server whose certificate is trusted and has the name that was asked for. */
  VERIFY_FULL("verify-full");

  private final String mode;

  DatabaseTls(String mode) {
    this.mode = mode;
  }

  /**
   * Reads a mode; {@code true} and {@code false} are what the documented product has.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DatabaseTls parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "disable", "false" -> DISABLE;
      case "prefer" -> PREFER;
      case "require", "true" -> REQUIRE;
      case "verify-full" -> VERIFY_FULL;
      default -> throw new IllegalArgumentException("there is no such choice");
    };
  }

  /** The word for it. */
  public String mode() {
    return mode;
  }
}
