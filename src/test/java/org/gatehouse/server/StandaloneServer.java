package org.gatehouse.server;

import java.util.List;
import java.util.Map;

/** The standalone zip: the launcher with the embedded TomEE. */
final class StandaloneServer extends RunningServer {
  StandaloneServer(Launch launch) {
    super("embedded", launch);
  }

  @Override
  void prepare() {}

  @Override
  List<String> command() {
    return List.of(
        "sh", Installation.path("gatehouse.standalone").resolve("bin/gatehouse").toString());
  }

  @Override
  Map<String, String> serverEnvironment() {
    return Map.of("HOST", "127.0.0.1", "PORT", Integer.toString(port()));
  }

  @Override
  boolean deploymentFailed() {
    return false;
  }
}
