package org.gatehouse.outbound;

import org.jspecify.annotations.Nullable;

/** There is no answer. Says why, and nothing of what was sent. */
public final class OutboundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why there is none. */
  public enum Reason {
    /** Not http or https, or without a host. */
    NO_ADDRESS,
    /** The name of the host is not known. */
    UNKNOWN_HOST,
    /** The address is private, and somebody else than the operator has named it. */
    PRIVATE_ADDRESS,
    /** No connection, a certificate that is not trusted, or an answer that broke off. */
    UNREACHABLE,
    /** It took too long. */
    TOO_SLOW,
    /** The answer is larger than anything that is asked for here. */
    TOO_LARGE
  }

  private final Reason reason;

  OutboundException(Reason reason, @Nullable Throwable cause) {
    super("no answer: " + reason, cause);
    this.reason = reason;
  }

  /** Why there is none. */
  public Reason reason() {
    return reason;
  }
}
