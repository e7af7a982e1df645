package org.gatehouse.smtp;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;

/**
 * A mail that is ready to be sent. Prints nothing of itself.
 *
 * @param id becomes its Message-ID: a mail that is sent twice has the same one twice
 * @param text the part for readers without HTML
 */
public record Email(
    UUID id, Instant date, EmailAddress to, String subject, String text, String html) {
  @Override
  public String toString() {
    return "Email[" + id + "]";
  }
}
