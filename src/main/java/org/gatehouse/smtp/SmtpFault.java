package org.gatehouse.smtp;

/** What kept a mail from being taken. */
public enum SmtpFault {
  /** The host has no address. */
  UNKNOWN_HOST(true),
  /** Nobody listens there, or the way is shut. */
  UNREACHABLE(true),
  /** The server did not answer in time. */
  TIMEOUT(true),
  /** The connection broke. */
  DROPPED(true),
  /** No TLS came about. */
  TLS(true),
  /** The certificate is not one for this host that anybody vouches for. */
  CERTIFICATE(true),
  /** The server has no STARTTLS. */
  STARTTLS(true),
  /** Account and password were refused, or are needed. */
  AUTH(true),
  /** The server does not work now, or does not speak SMTP. */
  SERVER(true),
  /** The sender was refused. */
  SENDER(false),
  /** The recipient was refused. */
  RECIPIENT(false),
  /** The text was refused. */
  MESSAGE(false);

  private final boolean concernsAll;

  SmtpFault(boolean concernsAll) {
    this.concernsAll = concernsAll;
  }

  /** Whether every other mail would fail now, too. */
  public boolean concernsAll() {
    return concernsAll;
  }
}
