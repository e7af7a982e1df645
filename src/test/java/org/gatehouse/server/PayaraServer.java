package org.gatehouse.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Payara Server with a copy of its default domain for each instance.
 *
 * <p>{@code asadmin} tells the command line of the domain and does not start it: the JVM is our own
 * child, not the child of a launcher that it would outlive.
 */
final class PayaraServer extends RunningServer {
  private final Path installation = Installation.path("gatehouse.payara");
  private final Path domain = directory().resolve("domains/domain1");
  private final WatchedDirectory autodeploy =
      new WatchedDirectory(domain.resolve("autodeploy"), "gatehouse was successfully deployed in");

  PayaraServer(Launch launch) {
    super("payara", launch);
  }

  @Override
  void prepare() throws IOException {
    Files.createDirectory(directory().resolve("domains"));
    Installation.copy(installation.resolve("glassfish/domains/domain1"), domain);
    TextFile.edit(domain.resolve("config/domain.xml"))
        .replace(
            "<network-listener port=\"8080\"",
            "<network-listener address=\"127.0.0.1\" port=\"" + port() + "\"")
        .replace(
            "<network-listener port=\"8181\"",
            "<network-listener enabled=\"false\" address=\"127.0.0.1\" port=\"8181\"")
        // Payara 6.2025.10: without its admin listener the web container does not start.
        .replace(
            "<network-listener port=\"4848\"",
            "<network-listener address=\"127.0.0.1\" port=\"" + Installation.freePort() + "\"")
        // What the README advises: the version of server and JDK stands in each answer otherwise.
        .replace(
            "<http default-virtual-server=\"server\" max-connections=\"250\"",
            "<http default-virtual-server=\"server\" xpowered-by=\"false\" max-connections=\"250\"")
        .replace("<iiop-listener ", "<iiop-listener enabled=\"false\" ")
        .replace("<jmx-connector ", "<jmx-connector enabled=\"false\" ")
        .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
        .replace("type=\"EMBEDDED\"", "type=\"DISABLED\"")
        .replace(
            "<connector-service ",
            "<jms-service type=\"DISABLED\" default-jms-host=\"default_JMS_host\" />"
                + "<connector-service ")
        .replace(
            "<hazelcast-config-specific-configuration",
            "<hazelcast-config-specific-configuration enabled=\"false\"")
        .replace(",org.apache.felix.shell.remote", "")
        .save();
    Files.createDirectories(autodeploy.path());
    applications().forEach((name, war) -> autodeploy.put(war, name));
    // What asadmin would write to the server's standard input: the password of its key store.
    Files.writeString(directory().resolve("stdin"), "AS_ADMIN_MASTERPASSWORD=changeit\n");
  }

  @Override
  List<String> command() {
    ProcessBuilder asadmin =
        new ProcessBuilder(
            "sh",
            installation.resolve("bin/asadmin").toString(),
            "start-domain",
            "--dry-run",
            "--verbose",
            "--domaindir",
            directory().resolve("domains").toString(),
            "domain1");
    asadmin.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = asadmin.start();
      process.getOutputStream().close();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      List<String> java = told.lines().skip(1).takeWhile(line -> !line.isEmpty()).toList();
      if (java.size() < 10) {
        throw new IllegalStateException("asadmin start-domain --dry-run says: " + told);
      }
      return java;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Map<String, String> serverEnvironment() {
    return Map.of();
  }

  @Override
  File standardInput() {
    return directory().resolve("stdin").toFile();
  }

  @Override
  Optional<WatchedDirectory> watchedDirectory() {
    return Optional.of(autodeploy);
  }

  @Override
  boolean deploymentFailed() {
    return Files.exists(domain.resolve("autodeploy/gatehouse.war_deployFailed"));
  }
}
