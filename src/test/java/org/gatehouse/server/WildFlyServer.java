package org.gatehouse.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * WildFly with a base directory of its own for each instance, configured by the CLI script that is
 * shipped in {@code server-config/wildfly}. Its listeners are on loopback by default.
 */
final class WildFlyServer extends RunningServer {
  /** What standalone.sh does, but with exec: the process that we start is the server. */
  private static final String START =
      """
      GREP=grep
      JAVA=$JAVA_HOME/bin/java
      . "$JBOSS_HOME/bin/common.sh"
      setDefaultModularJvmOptions
      exec "$JAVA" -Xmx512m -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true \
        $DEFAULT_MODULAR_JVM_OPTIONS -Djboss.modules.system.pkgs=org.jboss.byteman \
        -Dlogging.configuration="file:$BASE/configuration/logging.properties" \
        -jar "$JBOSS_HOME/jboss-modules.jar" -mp "$JBOSS_HOME/modules" org.jboss.as.standalone \
        -Djboss.home.dir="$JBOSS_HOME" -Djboss.server.base.dir="$BASE" "$@"
      """;

  /** The CLI takes as long as a start: all instances share its result. */
  private static @Nullable Path configured;

  private final Path installation = Installation.path("gatehouse.wildfly");
  private final Path base = directory().resolve("standalone");
  private final WatchedDirectory deployments =
      new WatchedDirectory(base.resolve("deployments"), "(Deployed|Replaced.*) \"gatehouse.war\"");

  WildFlyServer(Launch launch) {
    super("wildfly", launch);
  }

  @Override
  void prepare() throws IOException {
    Installation.copy(installation.resolve("standalone"), base);
    Files.copy(
        configured(installation, directory()),
        base.resolve("configuration/standalone.xml"),
        StandardCopyOption.REPLACE_EXISTING);
    applications().forEach((name, war) -> deployments.put(war, name));
  }

  private static synchronized Path configured(Path installation, Path directory)
      throws IOException {
    if (configured == null) {
      Path cliBase = directory.resolve("cli");
      Installation.copy(installation.resolve("standalone"), cliBase);
      ProcessBuilder cli =
          new ProcessBuilder(
              "sh",
              installation.resolve("bin/jboss-cli.sh").toString(),
              "--file=" + Installation.serverConfig("wildfly/gatehouse.cli"));
      cli.environment().put("JAVA_OPTS", "-Djboss.server.base.dir=" + cliBase);
      Process process = cli.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      try {
        if (process.waitFor() != 0) {
          throw new IllegalStateException("jboss-cli.sh says: " + told);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      configured = cliBase.resolve("configuration/standalone.xml");
    }
    return configured;
  }

  @Override
  List<String> command() {
    return List.of(
        "sh",
        "-c",
        START,
        "wildfly",
        "-Djboss.http.port=" + port(),
        "-Djboss.management.http.port=" + Installation.freePort(),
        "-Djboss.node.name=gatehouse-" + port());
  }

  @Override
  Map<String, String> serverEnvironment() {
    Map<String, String> environment = new HashMap<>(QUICK_START);
    environment.put("JBOSS_HOME", installation.toString());
    environment.put("BASE", base.toString());
    return environment;
  }

  @Override
  Optional<WatchedDirectory> watchedDirectory() {
    return Optional.of(deployments);
  }

  @Override
  boolean deploymentFailed() {
    return Files.exists(deployments.path().resolve(GATEHOUSE_WAR + ".failed"));
  }
}
