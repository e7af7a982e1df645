package org.gatehouse.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;

/**
 * A mail that this node may send, and no other one until its lease is over.
 *
 * @param sealed what it says, encrypted
 * @param attempts with this one
 */
record LeasedMail(
    UUID id,
    MailKind kind,
    EmailAddress to,
    Locale language,
    String sealed,
    int attempts,
    Instant createdAt,
    Instant leasedUntil) {
  @Override
  public String toString() {
    return "LeasedMail[" + id + ", " + kind + "]";
  }
}
