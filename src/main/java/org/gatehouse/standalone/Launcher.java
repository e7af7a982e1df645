package org.gatehouse.standalone;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;

/**
 * Serves Gatehouse and the applications of {@code apps/} until SIGTERM or SIGINT.
 *
 * <p>Exit codes: 143 or 130 after SIGTERM or SIGINT and a clean stop, as the JVM has it; 1 when the
 * server or Gatehouse did not start; 2 when the launcher's own settings are wrong.
 */
public final class Launcher {
  private static final int START_FAILED = 1;
  private static final int WRONG_USAGE = 2;

  /** Read by the WAR too. */
  private static final String HOME = "GATEHOUSE_HOME";

  /** How long a stop waits for a start that is under way; then only the files are deleted. */
  private static final int STOP_PATIENCE_IN_SECONDS = 15;

  /** Set by the Maven profile "run": a Maven that is killed does not end what it has started. */
  private static final String STOP_WITH_PARENT = "gatehouse.stopWithParent";

  private final LauncherSettings settings;
  private final Path distribution;
  private final EmbeddedServer server;
  private final ReentrantLock startOrStop = new ReentrantLock();

  private Launcher(LauncherSettings settings, Path distribution) throws IOException {
    this.settings = settings;
    this.distribution = distribution;
    this.server = new EmbeddedServer(settings.host(), settings.port());
  }

  /**
   * Serves, or with arguments has {@link Commands} done, by the server that runs or by the code of
   * the WAR; settings come from the environment, properties and gatehouse.env.
   */
  public static void main(String[] arguments)
      throws IOException, URISyntaxException, InterruptedException {
    // Here, because it must happen before the first class of java.util.logging is loaded.
    System.setProperty("java.util.logging.manager", "org.gatehouse.standalone.LastingLogs");
    LastingLogs.configure();
    List<String> command = List.of(arguments);
    if (!command.isEmpty() && !Commands.isKnown(command)) {
      exit(WRONG_USAGE, Commands.USAGE);
    }
    try {
      LauncherSettings settings =
          LauncherSettings.read(
              System.getenv(),
              System.getProperties().stringPropertyNames().stream()
                  .collect(Collectors.toMap(Function.identity(), System::getProperty)));
      if (!command.isEmpty() && Commands.needsNoServer(command)) {
        System.setProperty(HOME, settings.home().toString());
        System.exit(Commands.runWithoutServer(war(distribution()), command));
      }
      if (!command.isEmpty()) {
        OperatorClient client = new OperatorClient(settings.addressUrl(), settings.home());
        System.exit(Commands.onConsole(client).run(command));
      }
      new Launcher(settings, distribution()).run();
    } catch (LauncherSettings.InvalidSettings e) {
      String outcome = command.isEmpty() ? "Gatehouse did not start." : "Nothing was done.";
      exit(WRONG_USAGE, outcome + System.lineSeparator() + e.getMessage());
    }
  }

  private void run() throws IOException, InterruptedException {
    // The WAR's: it need not guess the port, and leaves the first steps to the launcher's output.
    if (!settings.appUrlIsSet()) {
      System.setProperty("APP_URL", settings.localUrl());
    }
    System.setProperty(HOME, settings.home().toString());
    System.setProperty("gatehouse.standalone", "true");
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "gatehouse-stop"));
    if (Boolean.getBoolean(STOP_WITH_PARENT)) {
      ProcessHandle.current().parent().ifPresent(Launcher::exitAfter);
    }
    String failure;
    startOrStop.lock();
    try {
      failure = start();
    } finally {
      startOrStop.unlock();
    }
    if (failure != null) {
      exit(START_FAILED, "Gatehouse did not start." + System.lineSeparator() + failure);
    }
    System.out.println(new Welcome(settings.localUrl(), settings.home()).text());
    new CountDownLatch(1).await();
  }

  private static void exitAfter(ProcessHandle parent) {
    // A thread of its own: the JDK's process reaper should not wait for a server to stop.
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(0);
            },
            "gatehouse-parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Returns why Gatehouse did not start, or null. */
  private @Nullable String start() throws IOException {
    try {
      server.start();
    } catch (IllegalStateException e) {
      return whyNotStarted(e);
    }
    try {
      server.deploy("gatehouse", war(distribution));
    } catch (DeploymentFailure e) {
      return e.reason();
    }
    for (Path war : applications()) {
      String context = war.getFileName().toString().replaceFirst("\\.war$", "");
      try {
        server.deploy(context, war);
      } catch (DeploymentFailure e) {
        log(Level.ERROR, "Application " + war + " is not served: " + e.reason());
      }
    }
    try {
      server.open();
    } catch (LifecycleException e) {
      return whyNotStarted(e);
    }
    return null;
  }

  private List<Path> applications() throws IOException {
    List<Path> wars = new ArrayList<>();
    Path apps = distribution.resolve("apps");
    if (Files.isDirectory(apps)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(apps, "*.war")) {
        files.forEach(wars::add);
      }
    }
    Collections.sort(wars);
    return wars;
  }

  private String whyNotStarted(Throwable thrown) {
    Throwable cause = thrown;
    while (cause != null) {
      if (cause instanceof BindException) {
        return "Port %d of %s cannot be used: %s. Stop what listens there, or set PORT to another."
            .formatted(settings.port(), settings.host().getHostAddress(), cause.getMessage());
      }
      cause = cause.getCause();
    }
    return new DeploymentFailure(thrown).reason();
  }

  private void stop() {
    boolean mayStop = false;
    try {
      mayStop = startOrStop.tryLock(STOP_PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
      if (mayStop) {
        server.stop();
      } else {
        server.deleteDirectory();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      log(Level.WARNING, "Gatehouse did not stop cleanly: " + e);
    } finally {
      if (mayStop) {
        startOrStop.unlock();
      }
    }
  }

  private static Path war(Path distribution) {
    return distribution.resolve("gatehouse.war");
  }

  /** The folder with gatehouse.war and apps/: the launcher's archive lies in its lib/. */
  private static Path distribution() throws URISyntaxException {
    Path archive =
        Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return archive.resolveSibling("..").normalize();
  }

  /** No logger in a field: its class must not be loaded before the log manager is named. */
  private static void log(Level level, String message) {
    System.getLogger("org.gatehouse.standalone").log(level, message);
  }

  private static void exit(int code, String message) {
    System.err.println(message);
    System.exit(code);
  }
}
