package org.gatehouse.crypto;

/** A sealed text was not opened. Says why, and nothing of the text, what is in it, or the key. */
public final class SealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it was not opened. */
  public enum Reason {
    /** Changed, cut, or never a sealed text. */
    DAMAGED,
    /** Sealed under another main encryption key. */
    UNKNOWN_KEY,
    /** Whole, but sealed under another name: it has been put in another one's place. */
    WRONG_NAME
  }

  private final Reason reason;

  SealException(Reason reason, Throwable cause) {
    super("sealed text refused: " + reason, cause);
    this.reason = reason;
  }

  /** Why it was not opened. */
  public Reason reason() {
    return reason;
  }
}
