package org.gatehouse.secrets;

import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/**
 * Where the main encryption key is kept, for whoever changes it. Next to the present key stands the
 * one to come, from before the first text is encrypted under it until it is the present one: a kill
 * at any moment loses neither. All methods throw {@link SecretStoreException}.
 */
public interface MainKeyPlace {

  /** The key that servers use; empty if none was ever made. */
  Optional<Sensitive> findPresent();

  /** The key of a change that was begun and has not become the present one. */
  Optional<Sensitive> findNext();

  /** Keeps the key to come, durably; the present one stays. */
  void keepNext(Sensitive next);

  /** Makes the key to come the present one, at once or not at all. */
  void promoteNext();
}
