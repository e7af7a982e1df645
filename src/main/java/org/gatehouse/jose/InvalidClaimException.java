package org.gatehouse.jose;

/**
 * A claim is missing or has another JSON type than asked for. The message names the claim and never
 * shows its value. A caller that reads claims of a verified token treats the token as invalid.
 */
public final class InvalidClaimException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidClaimException(String claim, String wanted) {
    super("claim " + claim + " is not " + wanted);
  }
}
