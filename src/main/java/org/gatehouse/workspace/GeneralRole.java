package org.gatehouse.workspace;

import java.util.UUID;

/** The roles that every organization has; their ids are fixed by migration V1. */
final class GeneralRole {
  /** Everything. */
  static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");

  private GeneralRole() {}
}
