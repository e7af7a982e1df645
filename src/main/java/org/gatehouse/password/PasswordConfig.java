package org.gatehouse.password;

/**
 * How passwords are stored and judged.
 *
 * @param cost bcrypt's cost: the work is 2^cost. 4 is the least that the algorithm knows (quick
 *     tests use it; the settings ask for at least 10), 16 takes seconds
 * @param minLength the fewest code points of a new password, 1 to {@value
 *     PasswordPolicy#MAX_LENGTH}
 */
public record PasswordConfig(int cost, int minLength) {

  /** Refuses numbers out of range. */
  public PasswordConfig {
    if (cost < StoredHash.MIN_COST || cost > StoredHash.MAX_COST) {
      throw new IllegalArgumentException("bcrypt cost out of range: " + cost);
    }
    if (minLength < 1 || minLength > PasswordPolicy.MAX_LENGTH) {
      throw new IllegalArgumentException("minimum password length out of range: " + minLength);
    }
  }
}
