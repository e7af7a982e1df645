package org.gatehouse.container;

import org.jspecify.annotations.Nullable;

/** The doorkeeper for as long as Gatehouse runs; then nobody, so that nothing of it is kept. */
final class Gate {
  private volatile @Nullable Doorkeeper doorkeeper;

  Gate(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  /** Null once Gatehouse has stopped. */
  @Nullable Doorkeeper doorkeeper() {
    return doorkeeper;
  }

  void close() {
    doorkeeper = null;
  }
}
