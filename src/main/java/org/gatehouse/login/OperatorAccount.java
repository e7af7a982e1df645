package org.gatehouse.login;

import java.security.MessageDigest;
import java.util.Optional;
import org.gatehouse.crypto.Sha256;
import org.gatehouse.kernel.Sensitive;

/**
 * The operator's HTTP Basic account from the settings: the way in that needs no database row. Empty
 * where none is set.
 */
public final class OperatorAccount {
  /** The group by which resources tell the operator from owners. */
  public static final String GROUP = "operator";

  private final Optional<Pair> pair;

  private record Pair(String username, Sensitive password) {}

  /** Set only if both are. */
  public OperatorAccount(Optional<String> username, Optional<Sensitive> password) {
    this.pair = username.flatMap(name -> password.map(word -> new Pair(name, word)));
  }

  /** Whether there is an operator's account. */
  public boolean isSet() {
    return pair.isPresent();
  }

  /** Whether this is the operator's name. */
  public boolean isNamed(String username) {
    return pair.isPresent() && same(pair.get().username(), username);
  }

  /**
   * Whether this is the operator. Takes the same time whichever part is wrong and wherever: both
   * are compared as digests of equal length.
   */
  public boolean matches(String username, Sensitive password) {
    if (pair.isEmpty()) {
      return false;
    }
    // Both are compared before either answer is looked at.
    boolean isName = same(pair.get().username(), username);
    boolean isWord = same(pair.get().password().reveal(), password.reveal());
    return isName && isWord;
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(Sha256.of(expected), Sha256.of(given));
  }
}
