package org.gatehouse.workspace;

/** Everything that the founding of an installation made. */
public record Founded(
    OrganizationView organization,
    MemberView organizationMember,
    WorkspaceView workspace,
    MemberView workspaceMember) {}
