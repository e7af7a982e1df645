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
 * @param permissions what the user may do in the active workspace; {@link #ALL} for an owner
 */
public record Membership(
    Optional<UUID> organizationId,
    boolean isOwner,
    List<Assignment> assignments,
    List<String> permissions) {
  /** Gatehouse's own permissions, as noun and verb. */
  public static final List<String> ALL =
      List.of(
          "users:manage",
          "roles:manage",
          "sso:manage",
          "workspace:view",
          "workspace:create",
          "workspace:update",
          "workspace:delete",
          "workspace:add-user",
          "workspace:unlink-user",
          "loginActivity:view",
          "sessions:manage",
          "keys:rotate",
          "mail:manage",
          "metrics:view");

  /** The group and general role of those who may do everything. */
  public static final String OWNER = "owner";

  /** The workspace in which the user works: the first one. */
  public Optional<Assignment> active() {
    return assignments.stream().findFirst();
  }

  /** The names that containers see as roles: the role in the active workspace, and ownership. */
  public Set<String> groups() {
    Set<String> groups = new LinkedHashSet<>();
    active().ifPresent(assignment -> groups.add(assignment.roleName()));
    if (isOwner) {
      groups.add(OWNER);
    }
    return groups;
  }
}
