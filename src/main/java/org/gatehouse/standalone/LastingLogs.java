package org.gatehouse.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/**
 * A log manager whose handlers still work while the server stops: the JDK's own closes them in a
 * shutdown hook that runs beside the launcher's, and what is logged by the stop would be lost. That
 * one is set also keeps TomEE from installing another.
 */
public final class LastingLogs extends LogManager {
  /** Made by the JDK from the system property {@code java.util.logging.manager}. */
  public LastingLogs() {}

  /** Sets the launcher's levels and format unless the operator names a file of his own. */
  static void configure() throws IOException {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream levels = LastingLogs.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(levels);
    }
  }

  @Override
  public void reset() {
    // The JDK calls it at shutdown, and before it reads a configuration into a fresh log manager.
  }
}
