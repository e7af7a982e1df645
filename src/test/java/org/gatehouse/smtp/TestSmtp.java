package org.gatehouse.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.config.value.Mailbox;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.Sensitive;

/** Settings and mails for tests. */
public final class TestSmtp {
  /** Long enough for loopback on a busy machine, short enough to wait for. */
  private static final SmtpConfig.Limits LIMITS =
      new SmtpConfig.Limits(Duration.ofSeconds(3), Duration.ofSeconds(6));

  private TestSmtp() {}

  /** Clear text to loopback, where STARTTLS is not offered. */
  public static SmtpConfig plain(int port) {
    return config(port, SmtpConfig.Protection.STARTTLS_IF_OFFERED, false);
  }

  /** Without an account. */
  public static SmtpConfig config(int port, SmtpConfig.Protection protection, boolean trusting) {
    return new SmtpConfig(
        "localhost",
        port,
        protection,
        trusting,
        Optional.empty(),
        Mailbox.parse("Gate House <gate@example.org>").orElseThrow(),
        LIMITS);
  }

  /** The same with an account. */
  public static SmtpConfig with(SmtpConfig config, String name, String password) {
    return new SmtpConfig(
        config.host(),
        config.port(),
        config.protection(),
        config.trustsAnyCertificate(),
        Optional.of(new SmtpConfig.Account(name, Sensitive.of(password))),
        config.sender(),
        config.limits());
  }

  /** The same with less patience. */
  public static SmtpConfig with(SmtpConfig config, Duration step, Duration mail) {
    return new SmtpConfig(
        config.host(),
        config.port(),
        config.protection(),
        config.trustsAnyCertificate(),
        config.account(),
        config.sender(),
        new SmtpConfig.Limits(step, mail));
  }

  /** The same with another sender. */
  public static SmtpConfig from(SmtpConfig config, Mailbox sender) {
    return new SmtpConfig(
        config.host(),
        config.port(),
        config.protection(),
        config.trustsAnyCertificate(),
        config.account(),
        sender,
        config.limits());
  }

  /** A mail to somebody. */
  public static Email email(String to, String subject, String text) {
    return new Email(
        UUID.randomUUID(),
        Instant.parse("2026-11-24T08:05:09Z"),
        EmailAddress.parse(to).orElseThrow(),
        subject,
        text,
        "<p>" + text + "</p>");
  }
}
