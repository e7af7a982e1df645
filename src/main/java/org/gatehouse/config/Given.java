package org.gatehouse.config;

import org.gatehouse.kernel.Sensitive;

/**
 * What the operator wrote.
 *
 * @param name the name that was used, which may be an alias
 * @param source where it was found
 * @param text wrapped, because it may be a secret
 */
record Given(String name, String source, Sensitive text) {
  private static final int LONGEST_SHOWN = 100;

  /** For a mistake: the name and, unless it is secret, the value. */
  String describe(boolean isSecret) {
    return isSecret
        ? "%s (%s, not shown)".formatted(name, source)
        : "%s=\"%s\" (%s)".formatted(name, shown(), source);
  }

  /** Control characters would let a value forge lines of a log; a URL may hold a password. */
  private String shown() {
    String text =
        this.text.reveal().replaceAll("\\p{Cntrl}", "\uFFFD").replaceAll("://[^/?#]*@", "://***@");
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
