package org.gatehouse.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.gatehouse.config.value.Mailbox;
import org.gatehouse.kernel.EmailAddress;

/** A mail as it goes over the wire: RFC 5322, MIME, every line ended by CRLF. */
final class MimeText {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** RFC 2047, section 2: 75 characters with {@code =?UTF-8?B?} and {@code ?=}. */
  private static final int ENCODED_WORD_BYTES = 45;

  /** RFC 2045, section 6.7: with the soft line break's equals sign 76. */
  private static final int LINE = 75;

  private MimeText() {}

  static String of(Email email, Mailbox sender) {
    // In quoted-printable, a line cannot begin with this: an equals sign is written =3D.
    String boundary = "=_" + email.id();
    StringBuilder mail = new StringBuilder();
    header(mail, "Message-ID", "<" + email.id() + "@" + domain(sender.address()) + ">");
    header(mail, "Date", date(email.date()));
    header(mail, "From", from(sender));
    header(mail, "To", "<" + email.to().value() + ">");
    header(mail, "Subject", words(email.subject()));
    header(mail, "MIME-Version", "1.0");
    // RFC 3834: no holiday notice answers it.
    header(mail, "Auto-Submitted", "auto-generated");
    header(mail, "Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
    mail.append("\r\n");
    part(mail, boundary, "text/plain", email.text());
    part(mail, boundary, "text/html", email.html());
    return mail.append("--").append(boundary).append("--").toString();
  }

  private static String domain(EmailAddress address) {
    return address.value().substring(address.value().lastIndexOf('@') + 1);
  }

  private static String date(Instant instant) {
    return DATE.format(instant);
  }

  private static String from(Mailbox sender) {
    String address = "<" + sender.address().value() + ">";
    String name = oneLine(sender.displayName());
    if (name.isEmpty()) {
      return address;
    }
    // No quote and no backslash is in a Mailbox.
    return (isPlain(name) ? "\"" + name + "\"" : encoded(name)) + " " + address;
  }

  /** A text in a header. */
  private static String words(String text) {
    String line = oneLine(text);
    return isPlain(line) && !line.contains("=?") ? line : encoded(line);
  }

  /** Whoever can put a line break into a name must not write a header with it. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** RFC 2047: each word is whole UTF-8, so characters are not torn. */
  private static String encoded(String text) {
    StringBuilder words = new StringBuilder();
    StringBuilder word = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      String character = Character.toString(text.codePointAt(i));
      int size = character.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + size > ENCODED_WORD_BYTES) {
        words.append(encodedWord(word)).append("\r\n ");
        word.setLength(0);
        bytes = 0;
      }
      word.append(character);
      bytes += size;
    }
    return words.append(encodedWord(word)).toString();
  }

  private static String encodedWord(StringBuilder word) {
    byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  private static void header(StringBuilder mail, String name, String value) {
    String withoutFolds = value.replace("\r\n ", "");
    if (withoutFolds.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
      throw new IllegalArgumentException("a header with a line break or a control character");
    }
    mail.append(name).append(": ").append(value).append("\r\n");
  }

  private static void part(StringBuilder mail, String boundary, String type, String text) {
    mail.append("--").append(boundary).append("\r\n");
    header(mail, "Content-Type", type + "; charset=UTF-8");
    header(mail, "Content-Transfer-Encoding", "quoted-printable");
    mail.append("\r\n");
    quotedPrintable(mail, text);
    mail.append("\r\n");
  }

  /** RFC 2045, section 6.7: mostly ASCII stays readable, which filters for spam like better. */
  private static void quotedPrintable(StringBuilder mail, String text) {
    String[] lines = text.split("\\r\\n|\\r|\\n", -1);
    for (int n = 0; n < lines.length; n++) {
      byte[] bytes = lines[n].getBytes(StandardCharsets.UTF_8);
      int column = 0;
      for (int i = 0; i < bytes.length; i++) {
        int b = bytes[i] & 0xFF;
        boolean isLast = i == bytes.length - 1;
        boolean isPlain = (b > ' ' && b <= '~' && b != '=') || (b == ' ' && !isLast);
        String shown = isPlain ? String.valueOf((char) b) : String.format("=%02X", b);
        if (column + shown.length() > LINE) {
          mail.append("=\r\n");
          column = 0;
        }
        mail.append(shown);
        column += shown.length();
      }
      if (n < lines.length - 1) {
        mail.append("\r\n");
      }
    }
  }
}
