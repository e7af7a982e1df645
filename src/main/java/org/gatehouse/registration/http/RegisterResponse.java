package org.gatehouse.registration.http;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.registration.Registered;
import org.gatehouse.user.UserView;
import org.gatehouse.workspace.MemberView;
import org.gatehouse.workspace.OrganizationView;
import org.gatehouse.workspace.WorkspaceView;

/** What a registration made, without anything secret. */
public record RegisterResponse(
    Account user,
    Organization organization,
    OrganizationUser organizationUser,
    Workspace workspace,
    WorkspaceUser workspaceUser) {

  /** The account. */
  public record Account(UUID id, String name, String email, String status, Instant createdDate) {}

  /** The organization. */
  public record Organization(UUID id, String name, Instant createdDate) {}

  /** The membership in it. */
  public record OrganizationUser(
      UUID organizationId, UUID userId, UUID roleId, Instant createdDate) {}

  /** The first workspace. */
  public record Workspace(UUID id, String name, UUID organizationId, Instant createdDate) {}

  /** The membership in it. */
  public record WorkspaceUser(UUID workspaceId, UUID userId, UUID roleId, Instant createdDate) {}

  static RegisterResponse of(Registered registered) {
    UserView user = registered.user();
    OrganizationView organization = registered.founded().organization();
    WorkspaceView workspace = registered.founded().workspace();
    MemberView inOrganization = registered.founded().organizationMember();
    MemberView inWorkspace = registered.founded().workspaceMember();
    return new RegisterResponse(
        new Account(
            user.id().value(),
            user.name(),
            user.email().value(),
            user.status().name().toLowerCase(Locale.ROOT),
            user.createdAt()),
        new Organization(organization.id(), organization.name(), organization.createdAt()),
        new OrganizationUser(
            inOrganization.group(),
            inOrganization.user().value(),
            inOrganization.roleId(),
            inOrganization.createdAt()),
        new Workspace(
            workspace.id(), workspace.name(), workspace.organizationId(), workspace.createdAt()),
        new WorkspaceUser(
            inWorkspace.group(),
            inWorkspace.user().value(),
            inWorkspace.roleId(),
            inWorkspace.createdAt()));
  }
}
