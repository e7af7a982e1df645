package org.gatehouse.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Runs a command of the WAR in this process, without a server. The launcher shares no class with
 * the WAR, so it unpacks its classes and libraries, loads them over its own class path (which has
 * the API of Jakarta EE) and calls one method by name.
 */
final class WarCode {
  /** {@code static int run(List<String>, PrintStream, PrintStream)}. */
  private static final String ENTRY = "org.gatehouse.app.SecretsCommand";

  private static final String CLASSES = "WEB-INF/classes/";
  private static final String LIBRARIES = "WEB-INF/lib/";

  private final Path war;

  WarCode(Path war) {
    this.war = war;
  }

  /**
   * Runs the command and returns its exit code; the end of this process deletes what it unpacked.
   */
  int run(List<String> command, PrintStream out, PrintStream err) throws IOException {
    TemporaryDirectory temporary = TemporaryDirectory.create();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(temporary), "gatehouse-clean-up"));
    URL[] classPath = unpack(temporary.path());
    try (URLClassLoader loader =
        new URLClassLoader("gatehouse.war", classPath, WarCode.class.getClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      return (int)
          Class.forName(ENTRY, true, loader)
              .getMethod("run", List.class, PrintStream.class, PrintStream.class)
              .invoke(null, command, out, err);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the command failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(war + " is not the WAR that belongs to this launcher", e);
    }
  }

  private URL[] unpack(Path directory) throws IOException {
    List<URL> classPath = new ArrayList<>();
    // Made first: only of a directory that exists does the URL end with a slash.
    classPath.add(Files.createDirectories(directory.resolve(CLASSES)).toUri().toURL());
    try (ZipFile archive = new ZipFile(war.toFile())) {
      for (ZipEntry entry : Collections.list(archive.entries())) {
        String name = entry.getName();
        if (entry.isDirectory() || !(name.startsWith(CLASSES) || name.startsWith(LIBRARIES))) {
          continue;
        }
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory)) {
          throw new IOException(war + " has an entry outside of itself: " + name);
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = archive.getInputStream(entry)) {
          Files.copy(content, file);
        }
        if (name.startsWith(LIBRARIES)) {
          classPath.add(file.toUri().toURL());
        }
      }
    }
    return classPath.toArray(URL[]::new);
  }

  private static void delete(TemporaryDirectory temporary) {
    try {
      temporary.delete();
    } catch (IOException e) {
      System.getLogger("org.gatehouse.standalone")
          .log(Level.WARNING, temporary.path() + " is left over: " + e);
    }
  }
}
