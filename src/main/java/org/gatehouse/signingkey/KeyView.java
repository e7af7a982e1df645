package org.gatehouse.signingkey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is shown: nothing of the key itself.
 *
 * @param signsFrom since when it signs, or from when it will; null for a setting's, and for one
 *     that signed before Gatehouse kept book
 * @param verifiesUntil until when its tokens are accepted; null as long as it signs
 */
public record KeyView(
    String kid,
    String algorithm,
    KeyState state,
    Instant createdAt,
    @Nullable Instant signsFrom,
    @Nullable Instant verifiesUntil) {}
