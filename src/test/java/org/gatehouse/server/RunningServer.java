package org.gatehouse.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gatehouse.postgres.PostgresServer;

/**
 * One server process with the shipped WAR, in a directory and on a loopback port of its own.
 *
 * <p>What {@code start} returns has answered {@code GET api/v1/ping} with 200, and the sample
 * application answers too if it was asked for. It runs until {@link #stop}, {@link #kill} or the
 * end of this JVM. Not for use by many threads at once.
 */
public abstract class RunningServer implements AutoCloseable {
  // Payara on a busy 2-core machine took 117 s; a deployment that fails is seen long before.
  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  static final String GATEHOUSE_WAR = "gatehouse.war";
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private static final int NO_ANSWER = -1;

  /** Of each data directory. */
  private static final Map<Path, String> DATABASES = new ConcurrentHashMap<>();

  private final Launch launch;
  private final Path directory;
  private final Path home;
  private final int port = Installation.freePort();
  private ServerProcess process;

  /** Takes a directory and a port; {@link #start} begins with the subclass's {@link #prepare}. */
  @SuppressWarnings("NullAway.Init") // start() is the only way to an instance
  RunningServer(String name, Launch launch) {
    this.launch = launch;
    this.directory = Installation.newDirectory(name);
    Path given = launch.home();
    this.home = given == null ? directory.resolve("home") : given;
  }

  /**
   * Starts the server under test.
   *
   * @throws ServerDidNotStartException with its log, as soon as it is clear that it will not
   */
  public static RunningServer start(Launch launch) {
    RunningServer server = create(launch);
    try {
      server.prepare();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.launchProcess();
    server.awaitReady();
    return server;
  }

  /**
   * Starts the server under test with settings that must stop Gatehouse.
   *
   * @return everything that the server wrote; the process has ended
   * @throws AssertionError if Gatehouse answers nevertheless
   */
  public static String startExpectingFailure(Launch launch) {
    RunningServer server;
    try {
      server = start(launch);
    } catch (ServerDidNotStartException expected) {
      return expected.output();
    }
    server.kill();
    throw new AssertionError("Gatehouse started with " + launch.environment().keySet());
  }

  private static RunningServer create(Launch launch) {
    String name = System.getProperty("gatehouse.server", "(not set)");
    return switch (name) {
      case "embedded" -> new StandaloneServer(launch);
      case "tomee" -> new TomeeServer(launch);
      case "payara-micro" -> new PayaraMicroServer(launch);
      case "payara" -> new PayaraServer(launch);
      case "glassfish" -> new GlassFishServer(launch);
      case "wildfly" -> new WildFlyServer(launch);
      default -> throw new IllegalStateException("Unknown gatehouse.server: " + name);
    };
  }

  /** Writes the server's configuration below {@link #directory}; once, before the first start. */
  abstract void prepare() throws IOException;

  /** The command line; runs in {@link #directory}. */
  abstract List<String> command();

  /** What the server itself needs in its environment. */
  abstract Map<String, String> serverEnvironment();

  /** What the process reads from its standard input. */
  File standardInput() {
    return new File("/dev/null");
  }

  /** Whether the server, which may go on running, has given up deploying the WAR. */
  abstract boolean deploymentFailed();

  /** The directory that a server watches for WARs to deploy and undeploy. */
  Optional<WatchedDirectory> watchedDirectory() {
    return Optional.empty();
  }

  /** Whether {@link #deploy}, {@link #undeploy} and {@link #redeploy} work on this server. */
  public final boolean canRedeploy() {
    return watchedDirectory().isPresent();
  }

  /** Takes Gatehouse away from the running server and waits until it is gone. */
  public final void undeploy() {
    watched().remove(GATEHOUSE_WAR);
    long deadline = deadline();
    // Not merely silent: Payara answers 503 while an application stops.
    while (status("api/v1/ping") != 404) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Gatehouse still answers " + START_LIMIT + " after its end");
      }
      pause();
    }
  }

  /**
   * Deploys Gatehouse on the running server, anew where it is there, and waits until it answers.
   */
  public final void deploy() {
    int earlier = watched().deployments(output());
    watched().put(Installation.path("gatehouse.war"), GATEHOUSE_WAR);
    await(() -> watched().deployments(output()) > earlier && answersPing());
  }

  /**
   * Deploys another application beside it on the running server, and waits until it answers.
   *
   * @param page one that it has
   */
  public final void deployBeside(Path war, String name, String page) {
    watched().put(war, name + ".war");
    await(() -> isThere("/" + name + "/" + page));
  }

  /** Exchanges Gatehouse, as an operator does who copies a new WAR over the old one. */
  public final void redeploy() {
    if (!answersPing()) {
      throw new IllegalStateException("Gatehouse is not there: deploy()");
    }
    deploy();
  }

  /** The context root of Gatehouse, with a slash at the end. */
  public final URI base() {
    return URI.create("http://127.0.0.1:" + port + "/gatehouse/");
  }

  /** The loopback port of its HTTP listener; the same one after a {@link #restart}. */
  public final int port() {
    return port;
  }

  /** Gatehouse's data directory. */
  public final Path home() {
    return home;
  }

  /** The process id of the JVM in which Gatehouse runs. */
  public final long pid() {
    return process.pid();
  }

  /** Whether the process runs; says nothing about Gatehouse. */
  public final boolean isAlive() {
    return process.isAlive();
  }

  /** The file with everything that the process has written, over all restarts. */
  public final Path log() {
    return directory.resolve("output.log");
  }

  /** The content of {@link #log} until now. */
  public final String output() {
    try {
      return Files.exists(log())
          ? new String(Files.readAllBytes(log()), StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The exit code, for a server that is about to end by itself. */
  public final int awaitExit(Duration limit) {
    return process.awaitExit(limit);
  }

  /** Asks the process to end (SIGTERM), as a service manager does, and waits until it has. */
  public final void stop() {
    process.terminate(STOP_LIMIT);
  }

  /** Ends the process at once (SIGKILL), as a loss of power does. */
  public final void kill() {
    process.kill();
  }

  /** Starts the ended or stopped server again: same port, same data, same settings. */
  public final void restart() {
    if (isAlive()) {
      stop();
    }
    launchProcess();
    awaitReady();
  }

  @Override
  public final void close() {
    stop();
  }

  final Path directory() {
    return directory;
  }

  /** The applications to deploy, in this order: file name and archive. */
  final Map<String, Path> applications() {
    Map<String, Path> applications = new LinkedHashMap<>();
    applications.put(GATEHOUSE_WAR, Installation.path("gatehouse.war"));
    if (launch.sample()) {
      applications.put("sample.war", Installation.path("gatehouse.sample"));
    }
    return applications;
  }

  private void launchProcess() {
    ProcessBuilder builder = new ProcessBuilder(command()).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", directory.toString());
    environment.put("GATEHOUSE_HOME", home.toString());
    environment.put("APP_URL", "http://localhost:" + port);
    environment.putAll(serverEnvironment());
    environment.putAll(database());
    environment.putAll(launch.environment());
    builder.redirectInput(standardInput());
    process = ServerProcess.start(builder, log());
  }

  /** With {@code -Dgatehouse.database=postgres}, each data directory has a PostgreSQL database. */
  private Map<String, String> database() {
    if (!"postgres".equals(System.getProperty("gatehouse.database"))) {
      return Map.of();
    }
    PostgresServer postgres = PostgresServer.shared();
    return Map.of(
        "DATABASE_TYPE",
        "postgres",
        "DATABASE_URL",
        postgres.url(DATABASES.computeIfAbsent(home, unseen -> postgres.newDatabase())));
  }

  private void awaitReady() {
    await(() -> answersPing() && (!launch.sample() || sampleIsThere()));
  }

  private void await(BooleanSupplier condition) {
    long deadline = deadline();
    while (!condition.getAsBoolean()) {
      if (!process.isAlive()) {
        int code = process.awaitExit(STOP_LIMIT);
        throw new ServerDidNotStartException("The server ended with " + code, output());
      }
      boolean refused = deploymentFailed();
      if (refused || System.nanoTime() > deadline) {
        process.terminate(STOP_LIMIT);
        String reason = refused ? "The server refused the WAR" : "No answer within " + START_LIMIT;
        throw new ServerDidNotStartException(reason, output());
      }
      pause();
    }
  }

  private static long deadline() {
    return System.nanoTime() + START_LIMIT.toNanos();
  }

  private WatchedDirectory watched() {
    return watchedDirectory()
        .orElseThrow(() -> new IllegalStateException("Nothing is deployed while this server runs"));
  }

  private boolean answersPing() {
    try {
      HttpURLConnection ping = connection("api/v1/ping");
      if (ping.getResponseCode() != 200) {
        return false;
      }
      try (InputStream body = ping.getInputStream()) {
        return "pong".equals(new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Whether a public file of the sample is found, whatever a login may make of the request. */
  private boolean sampleIsThere() {
    return isThere("/sample/newsroom.css");
  }

  private boolean isThere(String path) {
    int status = status(path);
    return status != NO_ANSWER && status != 404 && status != 503;
  }

  private int status(String path) {
    try {
      return connection(path).getResponseCode();
    } catch (IOException notYet) {
      return NO_ANSWER;
    }
  }

  private HttpURLConnection connection(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) base().resolve(path).toURL().openConnection();
    connection.setConnectTimeout(1_000);
    connection.setReadTimeout(5_000);
    return connection;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
