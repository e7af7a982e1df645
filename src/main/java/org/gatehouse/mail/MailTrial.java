package org.gatehouse.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.smtp.Delivery;
import org.gatehouse.smtp.SmtpClient;

/**
 * Tries whether mail works: past the outbox, while the administrator waits. No transaction is open
 * meanwhile, since a mail server may take its time.
 */
@ApplicationScoped
public class MailTrial {
  private final MailAdministration administration;
  private final MailConfig config;
  private final MailWriter writer;
  private final Clock clock;

  @Inject
  MailTrial(MailAdministration administration, MailConfig config, MailWriter writer, Clock clock) {
    this.administration = administration;
    this.config = config;
    this.writer = writer;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected MailTrial() {
    this(null, null, null, null);
  }

  /**
   * Sends a test mail; returns when the mail server has taken it.
   *
   * @throws AuthException {@link ErrorCode#MAIL_NOT_CONFIGURED}, or {@link ErrorCode#MAIL_NOT_SENT}
   *     with what is wrong
   */
  public void send(Actor actor, EmailAddress to, Locale language) {
    administration.requireManager(actor);
    if (config.smtp().isEmpty()) {
      throw AuthException.withReasons(
          ErrorCode.MAIL_NOT_CONFIGURED, List.of("SMTP_HOST is not set, so no mail is sent"));
    }
    try (SmtpClient client = new SmtpClient(config.smtp().get())) {
      Delivery delivery = client.send(writer.write(MailKind.TEST, to, language, clock.instant()));
      if (delivery instanceof Delivery.Failed failed) {
        administration.recordTest(actor, Optional.of(failed.fault().name()));
        throw AuthException.withReasons(ErrorCode.MAIL_NOT_SENT, List.of(failed.words()));
      }
      administration.recordTest(actor, Optional.empty());
    }
  }
}
