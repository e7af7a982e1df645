package org.gatehouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The script of the standalone zip, with a command. */
public final class CommandLine {
  private final Map<String, String> environment;

  private CommandLine(Map<String, String> environment) {
    this.environment = environment;
  }

  /** For this server. */
  public static CommandLine of(RunningServer server) {
    return new CommandLine(
        Map.of(
            "PATH",
            System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
            "JAVA_HOME",
            System.getProperty("java.home"),
            // What a killed one leaves goes with the directory of the server.
            "JAVA_OPTS",
            "-Djava.io.tmpdir=" + server.directory(),
            "HOST",
            "127.0.0.1",
            "PORT",
            Integer.toString(server.port()),
            "GATEHOUSE_HOME",
            server.home().toString()));
  }

  /** The same with more settings. */
  public CommandLine with(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(settings);
    return new CommandLine(all);
  }

  /** What came of a command. */
  public record Outcome(int code, String out, String err) {}

  /**
   * Runs the script and kills it (SIGKILL) as soon as something is so, unless it ends before.
   *
   * @return whether it was killed
   */
  public boolean runAndKillWhen(BooleanSupplier condition, String... arguments) {
    try {
      Process process =
          processBuilder(arguments)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      while (!condition.getAsBoolean()) {
        if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
      // The script has become the JVM (exec).
      return process.destroyForcibly().waitFor() != 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ProcessBuilder processBuilder(String... arguments) {
    Path script = Installation.path("gatehouse.standalone").resolve("bin/gatehouse");
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** Runs the script and waits for its end. */
  public Outcome run(String... arguments) {
    try {
      Process process = processBuilder(arguments).start();
      process.getOutputStream().close();
      // Neither is longer than a pipe holds.
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
