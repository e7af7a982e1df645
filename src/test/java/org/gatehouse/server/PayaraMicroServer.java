package org.gatehouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Payara Micro: one jar, told everything on the command line and by the commands that are shipped
 * in {@code server-config/payara-micro}.
 */
final class PayaraMicroServer extends RunningServer {
  PayaraMicroServer(Launch launch) {
    super("payara-micro", launch);
  }

  @Override
  void prepare() throws IOException {
    Files.createDirectory(directory().resolve("temp"));
  }

  @Override
  List<String> command() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command,
        java.toString(),
        "-Xmx512m",
        "-Djava.io.tmpdir=" + directory().resolve("temp"),
        "-jar",
        Installation.path("gatehouse.payara-micro").toString(),
        "--nohazelcast",
        "--port",
        Integer.toString(port()),
        "--prebootcommandfile",
        Installation.serverConfig("payara-micro/preboot.asadmin").toString());
    // No --contextroot: it would be that of the last application. Gatehouse's is in its descriptor.
    applications().values().forEach(war -> Collections.addAll(command, "--deploy", war.toString()));
    return command;
  }

  @Override
  Map<String, String> serverEnvironment() {
    return QUICK_START;
  }

  @Override
  boolean deploymentFailed() {
    return output().contains("Exception while loading the app");
  }
}
