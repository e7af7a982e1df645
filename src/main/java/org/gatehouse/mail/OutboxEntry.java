package org.gatehouse.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail of the outbox as an administrator sees it: never what it says.
 *
 * @param nextAttemptAt null unless it waits
 * @param problem why the last attempt failed
 */
public record OutboxEntry(
    UUID id,
    MailKind kind,
    String recipient,
    MailStatus status,
    int attempts,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant sentAt,
    @Nullable String problem) {}
