package org.gatehouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The script of the standalone zip, with a command for a server that runs. */
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
            "HOST",
            "127.0.0.1",
            "PORT",
            Integer.toString(server.port()),
            "GATEHOUSE_HOME",
            server.home().toString()));
  }

  /** What came of a command. */
  public record Outcome(int code, String out, String err) {}

  /** Runs the script and waits for its end. */
  public Outcome run(String... arguments) {
    Path script = Installation.path("gatehouse.standalone").resolve("bin/gatehouse");
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
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
