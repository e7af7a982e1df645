/**
 * The secrets that an installation lives by, and where each comes from: a setting, else the store,
 * else made at random and stored. The port {@link org.gatehouse.secrets.SecretStore} has one
 * implementation a place of storage.
 *
 * <p>Invariants: all secrets are known before anything else starts; a store that cannot say for
 * certain that a secret is absent refuses, so that no new secret is ever put over one that might
 * exist; of many first starts at once, all end with the same secrets; no secret shows in an
 * exception, a log line or a toString.
 */
@NullMarked
package org.gatehouse.secrets;

import org.jspecify.annotations.NullMarked;
