package org.gatehouse.jose;

/** An encrypted text could not be opened. Says why, and nothing of the text or the key. */
public final class CompactEncryptionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it could not be opened. */
  public enum Reason {
    /** Not such a text at all, or changed, cut or made in another way. */
    DAMAGED,
    /** Made with a key that we do not have. */
    UNKNOWN_KEY,
    /** Whole and ours, but what is inside is something else than asked for. */
    WRONG_NAME
  }

  private final Reason reason;

  CompactEncryptionException(Reason reason) {
    super("encrypted text refused: " + reason);
    this.reason = reason;
  }

  /** Why it could not be opened. */
  public Reason reason() {
    return reason;
  }
}
