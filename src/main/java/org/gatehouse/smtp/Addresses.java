package org.gatehouse.smtp;

import java.util.stream.Stream;
import org.gatehouse.kernel.EmailAddress;

/** What addresses ask of a mail server. */
final class Addresses {
  private Addresses() {}

  /** Whether one has letters beyond ASCII; domains never do, see {@link EmailAddress}. */
  static boolean needUnicode(EmailAddress... addresses) {
    return Stream.of(addresses).anyMatch(a -> a.value().chars().anyMatch(c -> c > 0x7E));
  }
}
