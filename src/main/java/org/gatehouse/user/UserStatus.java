package org.gatehouse.user;

/** Where an account stands in its life. Names are stored in lower case on the wire. */
public enum UserStatus {
  ACTIVE,
  INVITED,
  UNVERIFIED,
  DISABLED,
  DELETED
}
