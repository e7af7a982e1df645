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
  /** {@code JWT_AUTH_TOKEN_SECRET}: tests can sign what only time or later features would bring. */
  public static final String ACCESS_SECRET = "n4Jr8sVx2QbLw6Tz0KdYp9GmHc3FeUa7iXoR5vBtZqEy1NkS";

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
          RunningServer.start(
              Launch.fresh()
                  .with("TRUST_PROXY", "127.0.0.1/32")
                  // Many classes are wrong with the same account.
                  .with("LOGIN_DELAY_AFTER", "1000000")
                  .with("JWT_AUTH_TOKEN_SECRET", ACCESS_SECRET)
                  .withSample());
      failed = false;
      server = running;
    }
    return running;
  }
}
