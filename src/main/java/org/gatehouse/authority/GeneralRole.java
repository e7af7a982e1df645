package org.gatehouse.authority;

import java.util.UUID;

/** The roles that every organization has; their ids are fixed by migration V1. */
public final class GeneralRole {
  /** Everything; in a workspace, only owners of the installation have it. */
  public static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");

  /** Nothing by itself. */
  public static final UUID MEMBER = UUID.fromString("00000000-0000-4000-8000-000000000002");

  private GeneralRole() {}
}
