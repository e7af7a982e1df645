package org.gatehouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A child process that cannot outlive this JVM: a shutdown hook stops it, and if this JVM is killed
 * a guard does, a shell that waits for the end of a pipe from here.
 */
final class ServerProcess {
  private static final Duration LIMIT_AT_EXIT = Duration.ofSeconds(15);
  private static final Set<ServerProcess> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(ServerProcess::endAll, "end-of-started-servers"));
  }

  private final Process process;
  private final Process guard;

  private ServerProcess(Process process, Process guard) {
    this.process = process;
    this.guard = guard;
  }

  static ServerProcess start(ProcessBuilder builder, Path log) {
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process process = builder.start();
      // Ctrl-C reaches the whole process group: the guard has to survive it to do its work.
      Process guard =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  "trap '' INT HUP; cat >/dev/null; kill -9 \"$1\" 2>/dev/null",
                  "guard",
                  Long.toString(process.pid()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      ServerProcess started = new ServerProcess(process, guard);
      ALIVE.add(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int awaitExit(Duration limit) {
    if (!ended(limit)) {
      throw new AssertionError("Process " + pid() + " still runs after " + limit);
    }
    dismissGuard();
    return process.exitValue();
  }

  void terminate(Duration limit) {
    process.destroy();
    if (!ended(limit)) {
      kill();
      throw new AssertionError("Process " + pid() + " did not stop within " + limit);
    }
    dismissGuard();
  }

  void kill() {
    process.destroyForcibly();
    awaitExit(LIMIT_AT_EXIT);
  }

  private boolean ended(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void dismissGuard() {
    // Its cat ends with the pipe; the server's process id must not be killed when somebody has it.
    guard.descendants().forEach(ProcessHandle::destroyForcibly);
    guard.destroyForcibly();
    ALIVE.remove(this);
  }

  private static void endAll() {
    ALIVE.forEach(server -> server.process.destroy());
    ALIVE.forEach(
        server -> {
          if (!server.ended(LIMIT_AT_EXIT)) {
            server.process.destroyForcibly();
          }
          server.dismissGuard();
        });
  }
}
