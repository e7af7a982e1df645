package org.gatehouse.workspace;

import java.util.UUID;

/** That a user has a role in a workspace. */
public record Assignment(
    UUID workspaceId, String workspaceName, UUID organizationId, UUID roleId, String roleName) {}
