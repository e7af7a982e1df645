package org.gatehouse.persistence;

/** Why the database cannot be used, in words for the operator: never with a password. */
public final class DatabaseStartException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  DatabaseStartException(String message) {
    super(message);
  }
}
