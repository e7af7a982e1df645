package org.gatehouse.server;

import org.jspecify.annotations.Nullable;

/**
 * The one server that all test classes of a Failsafe execution share: started by the first who
 * asks, stopped with this JVM.
 *
 * <p>It serves the sample application too. It believes {@code X-Forwarded-For}, so that each test
 * can have a client address, and with it limits, of its own. Tests that stop it, or need other
 * settings, start a {@link RunningServer}.
 */
public final class SharedServer {
  private static @Nullable RunningServer server;
  private static boolean failed;

  private SharedServer() {}

  /**
   * The running server.
   *
   * @throws ServerDidNotStartException the first time, with its log; it is not tried again
   */
  public static synchronized RunningServer get() {
    RunningServer running = server;
    if (running == null) {
      if (failed) {
        throw new IllegalStateException("The server did not start: see the first failed test");
      }
      failed = true;
      running =
          RunningServer.start(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32").withSample());
      failed = false;
      server = running;
    }
    return running;
  }
}
