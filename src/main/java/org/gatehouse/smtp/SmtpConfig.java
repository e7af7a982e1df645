package org.gatehouse.smtp;

import java.time.Duration;
import java.util.Optional;
import org.gatehouse.config.value.Mailbox;
import org.gatehouse.kernel.Sensitive;

/**
 * The mail server and how it is spoken to.
 *
 * @param account what to sign in with; empty for a relay that asks nobody
 * @param trustsAnyCertificate whether nobody looks at the certificate of the server
 * @param sender of every mail
 */
public record SmtpConfig(
    String host,
    int port,
    Protection protection,
    boolean trustsAnyCertificate,
    Optional<Account> account,
    Mailbox sender,
    Limits limits) {

  /** What keeps others from reading along. */
  public enum Protection {
    /** TLS from the first byte (RFC 8314). */
    TLS,
    /** STARTTLS (RFC 3207), and no mail to a server that does not offer it. */
    STARTTLS,
    /** STARTTLS where it is offered, else clear text. */
    STARTTLS_IF_OFFERED
  }

  /** Name and password at the mail server. */
  public record Account(String name, Sensitive password) {}

  /**
   * How long to wait.
   *
   * @param step for the connection, and for each answer
   * @param mail for one mail as a whole, however slowly bytes drip, connection included
   */
  public record Limits(Duration step, Duration mail) {
    /**
     * RFC 5321, section 4.5.3.2, has minutes, for servers that talk to servers. Ours is near, and
     * while we wait, other mails do.
     */
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(45));
  }
}
