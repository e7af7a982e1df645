package org.gatehouse.workspace;

import java.time.Instant;
import java.util.UUID;

/** A workspace as handed out. */
public record WorkspaceView(UUID id, String name, UUID organizationId, Instant createdAt) {}
