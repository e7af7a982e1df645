package org.gatehouse.openid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A provider of {@code src/test/oidc}, which others have written: npm's {@code oidc-provider} or
 * {@code emulate}, in the versions of the lock file. Needs Node 20 and npm; without them, the build
 * leaves the tests tagged {@code node} out, and says so.
 */
public final class NodeProvider implements AutoCloseable {
  private static final Path SOURCE = Path.of("src/test/oidc");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "provider.mjs", "emulated.mjs");

  private final String script;
  private final int port = FreePort.take();
  private @Nullable Process process;

  /**
   * Takes a port; {@link #start} begins.
   *
   * @param script of that directory
   */
  public NodeProvider(String script) {
    this.script = script;
  }

  /** One that a script needs beside its own. */
  public static int freePort() {
    return FreePort.take();
  }

  /** Its issuer. */
  public String issuer() {
    return "http://127.0.0.1:" + port;
  }

  /**
   * Installs what it needs, once, and starts it.
   *
   * @param arguments of the script, after its port
   */
  public void start(String... arguments) {
    Path directory = Path.of(System.getProperty("gatehouse.it", "target/it"), "oidc-provider");
    try {
      Files.createDirectories(directory);
      for (String file : FILES) {
        Files.copy(
            SOURCE.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.isDirectory(directory.resolve("node_modules"))) {
        install(directory);
      }
      List<String> command = new ArrayList<>(List.of("node", script, Integer.toString(port)));
      command.addAll(List.of(arguments));
      Process started =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      process = started;
      awaitReady(started);
    } catch (IOException e) {
      throw new UncheckedIOException("Node and npm are needed for this test", e);
    }
  }

  private static void install(Path directory) throws IOException {
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("npm.log").toFile())
            .start();
    try {
      if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        throw new AssertionError("npm ci: " + Files.readString(directory.resolve("npm.log")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      npm.destroy();
    }
  }

  private static void awaitReady(Process started) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ready")) {
        return;
      }
      lines.add(line);
    }
    throw new AssertionError("The provider did not start: " + lines);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
    }
  }
}
