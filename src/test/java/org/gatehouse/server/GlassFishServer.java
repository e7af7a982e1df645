package org.gatehouse.server;

import java.io.IOException;
import java.nio.file.Path;

/** GlassFish; it has no command file for its start, so its domain.xml is edited. */
final class GlassFishServer extends DomainServer {
  GlassFishServer(Launch launch) {
    super("glassfish", launch);
  }

  @Override
  void configure(Path domainXml) throws IOException {
    TextFile.edit(domainXml)
        .replace(
            "<network-listener port=\"8080\"",
            "<network-listener address=\"127.0.0.1\" port=\"" + port() + "\"")
        .replace(
            "<network-listener port=\"8181\"",
            "<network-listener enabled=\"false\" address=\"127.0.0.1\" port=\"8181\"")
        .replace(
            "<network-listener port=\"4848\"",
            "<network-listener address=\"127.0.0.1\" port=\"" + Installation.freePort() + "\"")
        .replace(
            "<http default-virtual-server=\"server\" max-connections=\"250\"",
            "<http default-virtual-server=\"server\" xpowered-by=\"false\" max-connections=\"250\"")
        .replace("<iiop-listener ", "<iiop-listener enabled=\"false\" ")
        .replace("<jmx-connector ", "<jmx-connector enabled=\"false\" ")
        .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
        .replace("type=\"EMBEDDED\"", "type=\"DISABLED\"")
        .save();
  }
}
