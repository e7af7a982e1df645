/**
 * Secrets in AWS Secrets Manager, each a plain {@code SecretString} under an id of its own.
 *
 * <p>Invariants: only "not found" counts as absent, and only then is a secret created; whoever
 * comes second reads what the first has created; every other fault ends in a sentence that names
 * the action, the secret and the region; nothing takes longer than the limit, whatever AWS, the
 * network or a provider of credentials does; no message holds a secret, an answer or a credential.
 *
 * <p>Nobody else sees the AWS SDK.
 */
@NullMarked
package org.gatehouse.secrets.aws;

import org.jspecify.annotations.NullMarked;
