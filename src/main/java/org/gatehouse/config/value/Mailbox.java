package org.gatehouse.config.value;

import java.util.Optional;
import org.gatehouse.kernel.EmailAddress;

/**
 * A sender (RFC 5322, section 3.4): an address, with or without a name to be shown.
 *
 * @param displayName without quotes; empty where there is none
 */
public record Mailbox(String displayName, EmailAddress address) {

  /** Reads {@code a@b}, {@code Name <a@b>} or {@code "Name" <a@b>}; empty if it is neither. */
  public static Optional<Mailbox> parse(String text) {
    String trimmed = text.strip();
    if (!trimmed.endsWith(">")) {
      return EmailAddress.parse(trimmed).map(address -> new Mailbox("", address));
    }
    int bracket = trimmed.lastIndexOf('<');
    if (bracket < 0) {
      return Optional.empty();
    }
    String name = unquoted(trimmed.substring(0, bracket).strip());
    if (name.chars().anyMatch(c -> c == '<' || c == '>' || c == '"' || c == '\\')) {
      return Optional.empty();
    }
    return EmailAddress.parse(trimmed.substring(bracket + 1, trimmed.length() - 1))
        .map(address -> new Mailbox(name, address));
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1).strip() : name;
  }
}
