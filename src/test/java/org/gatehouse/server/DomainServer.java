package org.gatehouse.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GlassFish and its descendant Payara, with a copy of the default domain for each instance.
 *
 * <p>{@code asadmin} tells the command line of the domain and does not start it: the JVM is our own
 * child, not the child of a launcher that it would outlive.
 */
abstract class DomainServer extends RunningServer {
  private final Path installation;
  private final Path domain = directory().resolve("domains/domain1");
  private final WatchedDirectory autodeploy =
      new WatchedDirectory(domain.resolve("autodeploy"), "gatehouse was successfully deployed in");

  DomainServer(String name, Launch launch) {
    super(name, launch);
    installation = Installation.path("gatehouse." + name);
  }

  /** Binds the listeners to {@link #port} and to loopback. */
  abstract void configure(Path domainXml) throws IOException;

  /** Options of {@code asadmin start-domain}. */
  List<String> startOptions() {
    return List.of();
  }

  @Override
  final void prepare() throws IOException {
    Files.createDirectories(domain.getParent());
    Installation.copy(installation.resolve("glassfish/domains/domain1"), domain);
    Path domainXml = domain.resolve("config/domain.xml");
    TextFile.edit(domainXml)
        // Both would listen on the same port of 127.0.0.1 for each instance: a shell, and JMS,
        // which
        // is made at the first start of a domain that says nothing of it.
        .replace(",org.apache.felix.shell.remote", "")
        .replace(
            "<connector-service ",
            "<jms-service type=\"DISABLED\" default-jms-host=\"default_JMS_host\" />"
                + "<connector-service ")
        .save();
    configure(domainXml);
    Files.createDirectories(autodeploy.path());
    applications().forEach((name, war) -> autodeploy.put(war, name));
    // What asadmin would write to the server's standard input: the password of its key store.
    Files.writeString(directory().resolve("stdin"), "AS_ADMIN_MASTERPASSWORD=changeit\n");
  }

  @Override
  final List<String> command() {
    List<String> asadmin = new ArrayList<>();
    Collections.addAll(
        asadmin,
        "sh",
        installation.resolve("bin/asadmin").toString(),
        "start-domain",
        "--dry-run",
        "--verbose",
        "--domaindir",
        directory().resolve("domains").toString());
    asadmin.addAll(startOptions());
    asadmin.add("domain1");
    try {
      Process process =
          new ProcessBuilder(asadmin).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      List<String> java =
          told.lines()
              // GlassFish logs nearly the same list before.
              .dropWhile(line -> !line.startsWith("Dump of JVM Invocation line"))
              .skip(1)
              .takeWhile(line -> !line.isEmpty())
              .toList();
      if (java.size() < 10) {
        throw new IllegalStateException("asadmin start-domain --dry-run says: " + told);
      }
      return java;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  final Map<String, String> serverEnvironment() {
    return QUICK_START;
  }

  @Override
  final File standardInput() {
    return directory().resolve("stdin").toFile();
  }

  @Override
  final Optional<WatchedDirectory> watchedDirectory() {
    return Optional.of(autodeploy);
  }

  @Override
  final boolean deploymentFailed() {
    return Files.exists(autodeploy.path().resolve("gatehouse.war_deployFailed"))
        || output().contains("Server failed to start");
  }
}
