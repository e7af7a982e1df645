package org.gatehouse.invitation;

/** Where an invitation stands. Names are stored and must not change. */
public enum InvitationStatus {
  PENDING,
  ACCEPTED,
  REVOKED,
  /** Never stored: pending, but its time is over. */
  EXPIRED
}
