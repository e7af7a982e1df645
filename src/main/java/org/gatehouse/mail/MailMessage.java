package org.gatehouse.mail;

import java.util.Locale;
import java.util.Map;
import org.gatehouse.kernel.EmailAddress;

/**
 * One mail to one person. Prints neither address nor values, since links hold tokens.
 *
 * @param language of the texts; one that there are none in means English
 * @param values what the template of the kind knows, by name
 */
public record MailMessage(
    MailKind kind, EmailAddress to, Locale language, Map<String, String> values) {

  /** Keeps a copy of the values. */
  public MailMessage {
    values = Map.copyOf(values);
  }

  @Override
  public String toString() {
    return "MailMessage[" + kind + "]";
  }
}
