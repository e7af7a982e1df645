package org.gatehouse.workspace;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where a user belongs and what that allows.
 *
 * @param organizationId the organization, empty for a user without one
 * @param isOwner whether the user owns the installation
 * @param assignments the workspaces with the role in each, oldest first
 * @param active the one of them in which the user works: the one chosen, else the first
 * @param permissions what the user may do there; all of Gatehouse's own for an owner
 */
public record Membership(
    Optional<UUID> organizationId,
    boolean isOwner,
    List<Assignment> assignments,
    Optional<Assignment> active,
    List<String> permissions) {
  /** The group and general role of those who may do everything. */
  public static final String OWNER = "owner";

  /**
   * The names that containers see as roles: the role in the active workspace, and ownership. The
   * role {@code owner} of a workspace alone opens nothing: the group is for owners.
   */
  public Set<String> groups() {
    Set<String> groups = new LinkedHashSet<>();
    active.map(Assignment::roleName).filter(name -> !name.equals(OWNER)).ifPresent(groups::add);
    if (isOwner) {
      groups.add(OWNER);
    }
    return groups;
  }
}
