package org.gatehouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The TomEE zip, with a {@code CATALINA_BASE} of its own for each instance and what is shipped in
 * {@code server-config/tomee}.
 */
final class TomeeServer extends RunningServer {
  private final Path installation = Installation.path("gatehouse.tomee");
  private final WatchedDirectory webapps =
      new WatchedDirectory(
          directory().resolve("webapps"), "webapps/gatehouse.war. has finished in");

  TomeeServer(Launch launch) {
    super("tomee", launch);
  }

  @Override
  void prepare() throws IOException {
    Installation.copy(installation.resolve("conf"), directory().resolve("conf"));
    Files.createDirectory(directory().resolve("bin"));
    Files.copy(
        Installation.serverConfig("tomee/bin/setenv.sh"), directory().resolve("bin/setenv.sh"));
    for (String name : List.of("logs", "temp", "webapps", "work")) {
      Files.createDirectory(directory().resolve(name));
    }
    Path server = directory().resolve("conf/server.xml");
    TextFile.edit(server)
        .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
        .replace(
            "<Connector port=\"8080\"", "<Connector address=\"127.0.0.1\" port=\"" + port() + "\"")
        // Looks at webapps/ each second, not each tenth.
        .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" ")
        .replace(
            "</Host>",
            Files.readString(Installation.serverConfig("tomee/host-valves.xml")) + "</Host>")
        .save();
    applications().forEach((name, war) -> webapps.put(war, name));
  }

  @Override
  List<String> command() {
    // `run` replaces the shell by java: the process that we start is the server.
    return List.of("sh", installation.resolve("bin/catalina.sh").toString(), "run");
  }

  @Override
  Map<String, String> serverEnvironment() {
    Map<String, String> environment = new HashMap<>(QUICK_START);
    environment.put("CATALINA_HOME", installation.toString());
    environment.put("CATALINA_BASE", directory().toString());
    return environment;
  }

  @Override
  Optional<WatchedDirectory> watchedDirectory() {
    return Optional.of(webapps);
  }

  @Override
  boolean deploymentFailed() {
    String output = output();
    // TomEE 9.0.0 keeps an application whose REST resources it could not deploy, without them.
    return output.contains("Context [/gatehouse] startup failed")
        || output.contains("error invoking org.apache.tomee.webservices")
        || output.contains("Error deploying web application");
  }
}
