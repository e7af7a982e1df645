package org.gatehouse.login.http;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.SignedInUser;
import org.gatehouse.user.UserView;
import org.gatehouse.workspace.Assignment;
import org.gatehouse.workspace.Membership;
import org.jspecify.annotations.Nullable;

/** The user object of the contract; with tokens for clients that do not use cookies. */
public record UserResponse(
    UUID id,
    String email,
    String name,
    @Nullable UUID roleId,
    @Nullable UUID activeOrganizationId,
    boolean isOrganizationAdmin,
    @Nullable UUID activeWorkspaceId,
    @Nullable String activeWorkspace,
    List<AssignedWorkspace> assignedWorkspaces,
    List<String> permissions,
    Map<String, Object> features,
    boolean isSSO,
    @Nullable Sensitive accessToken,
    @Nullable Sensitive refreshToken,
    @Nullable String tokenType,
    @Nullable Long expiresIn) {

  /** A workspace in which the user has a role. */
  public record AssignedWorkspace(UUID id, String name, String role, UUID organizationId) {
    static AssignedWorkspace of(Assignment assignment) {
      return new AssignedWorkspace(
          assignment.workspaceId(),
          assignment.workspaceName(),
          assignment.roleName(),
          assignment.organizationId());
    }
  }

  /**
   * What a client is told in the body.
   *
   * @param refresh null where only the access token is new
   */
  record BodyTokens(Sensitive access, @Nullable Sensitive refresh, long expiresIn) {}

  static UserResponse of(SignedInUser signedIn, @Nullable BodyTokens tokens) {
    UserView user = signedIn.user();
    Membership membership = signedIn.membership();
    @Nullable Assignment active = membership.active().orElse(null);
    return new UserResponse(
        user.id().value(),
        user.email().value(),
        user.name(),
        active == null ? null : active.roleId(),
        membership.organizationId().orElse(null),
        membership.isOwner(),
        active == null ? null : active.workspaceId(),
        active == null ? null : active.workspaceName(),
        membership.assignments().stream().map(AssignedWorkspace::of).toList(),
        membership.permissions(),
        Map.of(),
        signedIn.isFederated(),
        tokens == null ? null : tokens.access(),
        tokens == null ? null : tokens.refresh(),
        tokens == null ? null : "Bearer",
        tokens == null ? null : tokens.expiresIn());
  }
}
