package org.gatehouse.kernel;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form in which addresses are stored and compared: lower case, Unicode
 * NFC, the domain in its ASCII form (RFC 5890). Two spellings of one mailbox are therefore equal as
 * plain text, and no database pattern or collation takes part: {@code %} and {@code _} are letters.
 * A {@code +tag} belongs to the address and is kept. The form is stable: parsing it gives it again.
 *
 * <p>The check is deliberately small (RFC 5321 lengths in octets, a local part that needs no
 * quotes, a domain with labels, nothing invisible): only a mail that arrives proves an address. A
 * domain of one label such as {@code localhost} is accepted, since intranets have them; a literal
 * IP address is not.
 */
public record EmailAddress(String value) {
  /** RFC 5321, section 4.5.3.1: a path of 256 octets with its angle brackets. */
  private static final int MAX_OCTETS = 254;

  /** RFC 5321, section 4.5.3.1.1. */
  private static final int MAX_LOCAL_OCTETS = 64;

  /**
   * More is not looked at, because normalisation is quadratic in a run of combining marks. No
   * address of 254 octets is longer when decomposed: 2 octets become at most 3 UTF-16 units.
   */
  private static final int MAX_INPUT = 1024;

  /**
   * RFC 5321, section 4.1.2, Dot-string; RFC 6531 adds everything that is not ASCII. Other ASCII
   * needs quotes, and is dangerous without: mail libraries take {@code (…)} for a comment, so that
   * {@code jane(x)@example.com} would be another account with Jane's mailbox.
   */
  private static final Pattern DOT_STRING =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~[^\\x00-\\x7F]-]+"
              + "(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~[^\\x00-\\x7F]-]+)*");

  /**
   * The four characters in which IDNA 2003, which Java has, and IDNA 2008, which browsers and
   * registries have, name different domains (Unicode TR 46, section 7): {@code faß.de} would become
   * {@code fass.de}, somebody else's. The owner can write {@code xn--fa-hia.de}.
   */
  private static final Pattern AMBIGUOUS_IN_DOMAIN = Pattern.compile("[ßẞς\\u200C\\u200D]");

  /** No top-level domain is a number (RFC 3696, section 2): this is an IPv4 address or a part. */
  private static final Pattern NUMERIC_TOP_LEVEL = Pattern.compile("(.*\\.)?[0-9]+");

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
    if (input.length() > MAX_INPUT) {
      return Optional.empty();
    }
    String trimmed = input.strip();
    int at = trimmed.lastIndexOf('@');
    if (at < 1 || !trimmed.codePoints().allMatch(EmailAddress::isStable)) {
      return Optional.empty();
    }
    String local = lowerCase(trimmed.substring(0, at));
    if (octets(local) > MAX_LOCAL_OCTETS || !DOT_STRING.matcher(local).matches()) {
      return Optional.empty();
    }
    return asciiDomain(trimmed.substring(at + 1))
        .map(domain -> local + "@" + domain)
        .filter(address -> octets(address) <= MAX_OCTETS);
  }

  /**
   * Visible, and known to this Unicode version: what is unassigned today may get a lower case or a
   * composition in the next, and a stored address must stay in normal form for ever.
   */
  private static boolean isStable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** NFC before, because case depends on composition; and after, because İ has no small letter. */
  private static String lowerCase(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  private static Optional<String> asciiDomain(String domain) {
    if (AMBIGUOUS_IN_DOMAIN.matcher(domain).find()) {
      return Optional.empty();
    }
    try {
      String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      // The root's empty label, also behind a full-width dot, would be a second spelling.
      boolean isName = !ascii.isEmpty() && !ascii.startsWith(".") && !ascii.endsWith(".");
      return isName && !NUMERIC_TOP_LEVEL.matcher(ascii).matches()
          ? Optional.of(ascii)
          : Optional.empty();
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return value;
  }
}
