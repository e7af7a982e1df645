package org.gatehouse.server;

import org.jspecify.annotations.Nullable;

/**
 * A second server that test classes share, for what the defaults of {@link SharedServer} do not
 * show: an https address, and so secure cookies; an operator's account; a grace window of one
 * second.
 */
public final class SpecialServer {
  /** {@code APP_URL}. */
  public static final String ORIGIN = "https://gate.example";

  /**
   * {@code FLOWISE_USERNAME}. ASCII: a JVM in the POSIX locale, which the tests give it, reads
   * nothing else from its environment.
   */
  public static final String OPERATOR = "operator";

  /** {@code FLOWISE_PASSWORD}. */
  public static final String OPERATOR_PASSWORD = "the:operators:word";

  /** {@code REFRESH_TOKEN_GRACE_IN_SECONDS}. */
  public static final int GRACE_SECONDS = 1;

  private static @Nullable RunningServer server;

  private SpecialServer() {}

  /** The running server; believes {@code X-Forwarded-For}. */
  public static synchronized RunningServer get() {
    RunningServer running = server;
    if (running == null) {
      running =
          RunningServer.start(
              Launch.fresh()
                  .with("TRUST_PROXY", "127.0.0.1/32")
                  .with("APP_URL", ORIGIN)
                  .with("FLOWISE_USERNAME", OPERATOR)
                  .with("FLOWISE_PASSWORD", OPERATOR_PASSWORD)
                  .with("REFRESH_TOKEN_GRACE_IN_SECONDS", "" + GRACE_SECONDS));
      server = running;
    }
    return running;
  }
}
