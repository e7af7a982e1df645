package org.gatehouse.workspace;

import java.time.Instant;
import java.util.UUID;

/** An organization as handed out. */
public record OrganizationView(UUID id, String name, Instant createdAt) {}
