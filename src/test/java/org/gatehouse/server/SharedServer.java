package org.gatehouse.server;

import org.jspecify.annotations.Nullable;

/**
 * The one server that all test classes of a Failsafe execution share: started by the first who
 * asks, stopped with this JVM.
 *
 * <p>It believes {@code X-Forwarded-For}, so that each test can have a client address, and with it
 * limits, of its own. Tests that stop it, or need other settings, start a {@link RunningServer}.
 */
public final class SharedServer {
  private static @Nullable RunningServer server;

  private SharedServer() {}

  /** The running server; a start that failed is tried again for each test class. */
  public static synchronized RunningServer get() {
    RunningServer running = server;
    if (running == null) {
      running = RunningServer.start(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32"));
      server = running;
    }
    return running;
  }
}
