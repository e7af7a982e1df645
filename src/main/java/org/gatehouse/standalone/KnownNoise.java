package org.gatehouse.standalone;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Drops the one record that no level can drop: Soteria 3 wants to take its authentication module
 * from a context that stops, and Tomcat 10.1 refuses the restricted context that it hands to
 * Soteria's listener, logging SEVERE with a stack trace at every stop. Nothing is lost, the module
 * goes with the context.
 */
public final class KnownNoise implements Filter {
  /** Made by the JDK from {@code logging.properties}. */
  public KnownNoise() {}

  @Override
  public boolean isLoggable(LogRecord record) {
    return !(record.getThrown() instanceof IllegalArgumentException
        && record.getMessage() != null
        && record.getMessage().contains("org.glassfish.soteria.servlet.SamRegistrationInstaller"));
  }
}
