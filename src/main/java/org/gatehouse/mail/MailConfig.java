package org.gatehouse.mail;

import java.util.Optional;
import org.gatehouse.smtp.SmtpConfig;

/**
 * Settings of mail.
 *
 * @param smtp the mail server, if there is one
 */
public record MailConfig(Optional<SmtpConfig> smtp) {
  /** Whether there is a mail server at all. */
  public boolean isConfigured() {
    return smtp.isPresent();
  }
}
