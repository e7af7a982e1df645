package org.gatehouse.authority;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may do at this moment.
 *
 * @param isOwner whether everything: an owner, or the operator
 * @param roles the caller's role in each workspace, oldest workspace first
 */
public record Authority(Actor actor, boolean isOwner, Map<UUID, Held> roles) {
  /** A role that is held in a workspace. */
  public record Held(UUID role, PermissionSet permissions) {}

  /** The caller's account; null for the operator. */
  public @Nullable UserId user() {
    return actor.user();
  }

  /** Whether the workspace exists for the caller, if it exists at all. */
  public boolean sees(UUID workspace) {
    return isOwner || roles.containsKey(workspace);
  }

  /** Whether the caller holds this permission in this workspace. */
  public boolean holds(UUID workspace, String permission) {
    Held held = roles.get(workspace);
    return isOwner || (held != null && held.permissions().holds(permission));
  }

  /** Whether the caller holds all of these in this workspace, and so may hand them out there. */
  public boolean holdsAll(UUID workspace, PermissionSet permissions) {
    Held held = roles.get(workspace);
    return isOwner || (held != null && held.permissions().holdsAll(permissions));
  }

  /** The workspaces in which the caller's own role has one of these permissions, oldest first. */
  public List<UUID> workspacesWith(String... oneOf) {
    return roles.entrySet().stream()
        .filter(role -> Stream.of(oneOf).anyMatch(role.getValue().permissions()::holds))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Where a list has to stop: nowhere for an owner, else at these workspaces. */
  public Optional<List<UUID>> reachOf(String... oneOf) {
    return isOwner ? Optional.empty() : Optional.of(workspacesWith(oneOf));
  }

  /**
   * Goes on only if the caller holds one of these permissions in the workspace.
   *
   * @throws AuthException {@link ErrorCode#NOT_FOUND} where it does not exist for the caller, else
   *     {@link ErrorCode#FORBIDDEN}
   */
  public void require(UUID workspace, String... oneOf) {
    if (!sees(workspace)) {
      throw notFound();
    }
    if (Stream.of(oneOf).noneMatch(permission -> holds(workspace, permission))) {
      throw forbidden("lacks the permission in the workspace");
    }
  }

  /**
   * Goes on only if the caller holds one of these permissions in some workspace.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN}
   */
  public void requireSomewhere(String... oneOf) {
    if (!isOwner && workspacesWith(oneOf).isEmpty()) {
      throw forbidden("lacks the permission everywhere");
    }
  }

  /** What does not exist, or not for the caller: nothing in the answer tells which. */
  public static AuthException notFound() {
    return new AuthException(ErrorCode.NOT_FOUND, "not there, or not for the caller");
  }

  /** What is there for the caller, but not to be done by them. */
  public static AuthException forbidden(String internalDetail) {
    return new AuthException(ErrorCode.FORBIDDEN, internalDetail);
  }
}
