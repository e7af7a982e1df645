package org.gatehouse.config.value;

/** What access tokens are signed with (RFC 7518, RFC 8037); spelled like the {@code alg} value. */
public enum TokenAlgorithm {
  /** A shared secret. */
  HS256,
  /** ECDSA on P-256. */
  ES256,
  /** RSA with 3072 bits. */
  RS256,
  /** Ed25519. */
  EdDSA
}
