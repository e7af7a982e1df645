package org.gatehouse.secrets;

/**
 * The secrets cannot be had, so the server must not start. The message is for the operator: what is
 * wrong, with which file or setting, and what can be done. It never holds a secret.
 */
public final class SecretStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A finding of our own. */
  public SecretStoreException(String message) {
    super(message);
  }

  /** A fault of the store. */
  public SecretStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
