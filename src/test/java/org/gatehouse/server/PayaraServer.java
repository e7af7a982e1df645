package org.gatehouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Payara Server, configured by the commands that are shipped in {@code server-config/payara}. */
final class PayaraServer extends DomainServer {
  private static final String LISTENERS =
      "set configs.config.server-config.network-config.network-listeners.network-listener.";

  private final Path commands = directory().resolve("preboot.asadmin");

  PayaraServer(Launch launch) {
    super("payara", launch);
  }

  @Override
  void configure(Path domainXml) throws IOException {
    Files.writeString(
        commands,
        Files.readString(Installation.serverConfig("payara/preboot.asadmin"))
            + LISTENERS
            + ("http-listener-1.port=" + port() + "\n")
            + LISTENERS
            + ("admin-listener.port=" + Installation.freePort() + "\n"));
  }

  @Override
  List<String> startOptions() {
    return List.of("--prebootcommandfile", commands.toString());
  }
}
