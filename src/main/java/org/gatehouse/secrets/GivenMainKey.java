package org.gatehouse.secrets;

import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/**
 * A main key that the operator keeps: both keys are settings, and it is they who put the new one
 * into the old one's place.
 *
 * @param present {@code SECRETKEY_OVERWRITE}
 * @param next {@code SECRETKEY_NEW}
 */
public record GivenMainKey(Sensitive present, Sensitive next) implements MainKeyPlace {

  @Override
  public Optional<Sensitive> findPresent() {
    return Optional.of(present);
  }

  @Override
  public Optional<Sensitive> findNext() {
    return Optional.of(next);
  }

  @Override
  public void keepNext(Sensitive key) {
    throw new UnsupportedOperationException("the operator keeps it");
  }

  @Override
  public void promoteNext() {
    // The operator does, when all is done; until then no server starts.
  }
}
