package org.gatehouse.sso;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why somebody did not get in, as far as they are told. */
public enum SsoProblem {
  /** They said no at the provider. */
  DENIED,
  /** The provider would not have us, or not with this code. */
  PROVIDER_REFUSED,
  /** The provider does not answer, or nonsense. */
  PROVIDER_DOWN,
  /** There is no round trip that this would be the end of, or no longer. */
  NO_ROUND_TRIP,
  /** What the provider says of them cannot be relied upon. */
  UNTRUSTED,
  /** Not of a tenant that is let in. */
  FOREIGN_TENANT,
  /** Nobody is known by this identity. */
  UNKNOWN,
  /** The provider has verified no address of theirs. */
  NO_VERIFIED_ADDRESS,
  /** They are not whom the invitation was sent to. */
  OTHER_ADDRESS,
  /** The invitation was used, taken back, or is too old. */
  INVITATION_OVER,
  /** Their address has an account, which this identity is not linked to. */
  HAS_ACCOUNT,
  /** Their address is invited, and they bring no invitation. */
  INVITED,
  /** The identity belongs to another account. */
  TAKEN,
  /** The account is not open. */
  CLOSED,
  /** They have signed out, or as somebody else, since they wanted to link it. */
  SIGNED_OUT,
  /** Too many attempts. */
  TOO_MANY;

  /** The problem of a word in an address. */
  public static Optional<SsoProblem> parse(String text) {
    return Arrays.stream(values()).filter(problem -> problem.word().equals(text)).findFirst();
  }

  /** In lower case, with hyphens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
