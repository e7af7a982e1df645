package org.gatehouse.role;

import java.util.UUID;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.authority.PermissionSet;

/**
 * A role as handed out.
 *
 * @param general whether every organization has it, so that it cannot be changed
 */
public record RoleView(
    UUID id, String name, String description, PermissionSet permissions, boolean general) {
  /** Whether it is the one of owners. */
  public boolean isOwner() {
    return id.equals(GeneralRole.OWNER);
  }
}
