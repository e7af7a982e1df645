package org.gatehouse.signingkey;

/** Where a key is in its life. Names are stored. */
public enum KeyState {
  /** Published, and not signing yet. */
  NEXT,
  /** Signs. */
  ACTIVE,
  /** Signs no more; its tokens are good until they expire. */
  RETIRED,
  /** Its tokens are refused, though they have not expired. */
  REVOKED
}
