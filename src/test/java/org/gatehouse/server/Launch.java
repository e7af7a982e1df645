package org.gatehouse.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to be started: Gatehouse's environment variables and its data directory.
 *
 * @param environment all that the process sees of Gatehouse's settings; nothing is inherited
 * @param home {@code GATEHOUSE_HOME}; null: a fresh one in the directory of the server
 * @param sample whether the sample application is served too, at {@code /sample}
 */
public record Launch(Map<String, String> environment, @Nullable Path home, boolean sample) {
  /** Copies the map, so that a launch cannot change under a running server. */
  public Launch {
    environment = Map.copyOf(environment);
  }

  /** No setting at all, fresh data directory, Gatehouse alone. */
  public static Launch fresh() {
    return new Launch(Map.of(), null, false);
  }

  /** This launch with one more setting, or with another value of it. */
  public Launch with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(environment);
    changed.put(name, value);
    return new Launch(changed, home, sample);
  }

  /** This launch on the data of an earlier server, which must have ended. */
  public Launch on(Path dataDirectory) {
    return new Launch(environment, dataDirectory, sample);
  }

  /** This launch with the sample application beside Gatehouse. */
  public Launch withSample() {
    return new Launch(environment, home, true);
  }
}
