package org.gatehouse.smtp;

import org.jspecify.annotations.Nullable;

/** Ends a conversation; becomes a {@link Delivery.Failed} at the edge of this package. */
final class SmtpException extends Exception {
  private static final long serialVersionUID = 1L;

  private final SmtpFault fault;
  private final boolean forGood;
  private final String words;

  private SmtpException(SmtpFault fault, boolean forGood, String words, @Nullable Throwable cause) {
    super(words, cause);
    this.fault = fault;
    this.forGood = forGood;
    this.words = words;
  }

  SmtpException(SmtpFault fault, String words) {
    this(fault, false, words, null);
  }

  SmtpException(SmtpFault fault, String words, Throwable cause) {
    this(fault, false, words, cause);
  }

  static SmtpException forGood(SmtpFault fault, String words) {
    return new SmtpException(fault, true, words, null);
  }

  SmtpFault fault() {
    return fault;
  }

  Delivery.Failed delivery() {
    return new Delivery.Failed(fault, forGood, words);
  }
}
