package org.gatehouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The standalone zip: the launcher with the embedded TomEE. */
final class StandaloneServer extends RunningServer {
  private Path distribution = Installation.path("gatehouse.standalone");

  StandaloneServer(Launch launch) {
    super("embedded", launch);
  }

  @Override
  void prepare() throws IOException {
    Map<String, Path> others = new HashMap<>(applications());
    others.remove(GATEHOUSE_WAR);
    if (others.isEmpty()) {
      return;
    }
    // The launcher takes the applications beside it, so it has to be one of our own.
    Path copy = directory().resolve("gatehouse");
    Installation.copy(distribution, copy);
    for (Map.Entry<String, Path> application : others.entrySet()) {
      Files.copy(application.getValue(), copy.resolve("apps").resolve(application.getKey()));
    }
    distribution = copy;
  }

  @Override
  List<String> command() {
    return List.of("sh", distribution.resolve("bin/gatehouse").toString());
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
