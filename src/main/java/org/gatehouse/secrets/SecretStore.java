package org.gatehouse.secrets;

import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/**
 * Where secrets outlive a restart. Every implementation passes {@code SecretStoreContract}. Both
 * methods throw {@link SecretStoreException} when the store cannot be read or written, or holds
 * something that cannot be opened: such a secret is never reported as absent.
 */
public interface SecretStore {

  /** The stored secret; empty only if it has certainly never been stored. */
  Optional<Sensitive> find(SecretName name);

  /**
   * Stores a secret unless there is one, durably and at once for all nodes that share the store.
   *
   * @return what is stored now: the candidate, or what somebody else has stored before
   */
  Sensitive createIfAbsent(SecretName name, Sensitive candidate);
}
