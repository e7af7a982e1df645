package org.gatehouse.config.value;

/** What is done where the mail server is not spoken to in TLS from the first byte (RFC 3207). */
public enum StartTls {
  /** No mail leaves unless the server offers STARTTLS. */
  REQUIRED,
  /** A server without STARTTLS gets the mail in clear text. */
  OPTIONAL
}
