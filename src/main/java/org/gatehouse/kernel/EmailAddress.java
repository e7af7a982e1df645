package org.gatehouse.kernel;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * An e-mail address in the one form in which addresses are stored and compared: Unicode NFC, lower
 * case, the domain in its ASCII form (RFC 5890). Two spellings of one mailbox are therefore equal
 * as plain text, and no database pattern or collation takes part: {@code %} and {@code _} are
 * letters. A {@code +tag} belongs to the address and is kept.
 *
 * <p>The check is deliberately small (RFC 5321 lengths, one {@code @}, a domain with labels, no
 * white space or control characters): only a mail that arrives proves an address.
 */
public record EmailAddress(String value) {
  /** RFC 5321, section 4.5.3.1: a path of 256 octets with its angle brackets. */
  private static final int MAX_LENGTH = 254;

  /** RFC 5321, section 4.5.3.1.1. */
  private static final int MAX_LOCAL_PART = 64;

  /** Accepts only an address that is in normal form already; use {@link #parse} for input. */
  public EmailAddress {
    if (!normalise(value).equals(Optional.of(value))) {
      throw new IllegalArgumentException("not an e-mail address in normal form");
    }
  }

  /** Reads an address as people type it; empty if it is none. */
  public static Optional<EmailAddress> parse(String input) {
    return normalise(input).map(EmailAddress::new);
  }

  private static Optional<String> normalise(String input) {
    String trimmed = Normalizer.normalize(input, Normalizer.Form.NFC).strip();
    int at = trimmed.lastIndexOf('@');
    if (at < 1 || trimmed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String local = trimmed.substring(0, at).toLowerCase(Locale.ROOT);
    if (local.length() > MAX_LOCAL_PART || !isLocalPart(local)) {
      return Optional.empty();
    }
    return asciiDomain(trimmed.substring(at + 1))
        .map(domain -> local + "@" + domain)
        .filter(address -> address.length() <= MAX_LENGTH);
  }

  private static boolean isLocalPart(String local) {
    return local
        .codePoints()
        .noneMatch(
            c ->
                c == '@'
                    || c == '"'
                    || c == '<'
                    || c == '>'
                    || c == ','
                    || c == ';'
                    || Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || Character.getType(c) == Character.SURROGATE
                    || Character.getType(c) == Character.FORMAT);
  }

  private static Optional<String> asciiDomain(String domain) {
    if (domain.startsWith(".") || domain.endsWith(".")) {
      return Optional.empty();
    }
    try {
      String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return ascii.isEmpty() ? Optional.empty() : Optional.of(ascii);
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
