package org.gatehouse.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * What is shipped: the WAR and the standalone zip that the phase {@code package} left in target.
 */
class ArchiveIT {
  private static final long WAR_LIMIT_IN_BYTES = 25 * 1024 * 1024;

  private final Path war = only("gatehouse-*.war");
  private final Path zip = only("gatehouse-*-standalone.zip");

  @Test
  void warWhenBuiltThenWithinItsSize() throws IOException {
    assertTrue(Files.size(war) <= WAR_LIMIT_IN_BYTES, () -> war.toFile().length() + " bytes");
  }

  @Test
  void warWhenBuiltThenWithoutLauncherServerAndApis() throws IOException {
    Set<String> foreign = new TreeSet<>();
    try (InputStream in = Files.newInputStream(war)) {
      for (String entry : entries(in)) {
        String name = entry.substring(entry.lastIndexOf('/') + 1);
        boolean isServers =
            name.endsWith(".jar")
                && Stream.of("jakarta.", "jakartaee", "tomee", "tomcat", "openejb", "nimbus")
                    .anyMatch(name::startsWith);
        if (isServers || entry.contains("/standalone/") || entry.contains("soteria")) {
          foreign.add(entry);
        }
      }
    }
    assertEquals(Set.of(), foreign);
  }

  @Test
  void warWhenBuiltThenNoLibraryHoldsClassesOfJakartaEe() throws IOException {
    Set<String> foreign = new TreeSet<>();
    try (InputStream in = Files.newInputStream(war);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
        if (e.getName().endsWith(".jar")
            && entries(entries).stream().anyMatch(name -> name.startsWith("jakarta/"))) {
          foreign.add(e.getName());
        }
      }
    }
    assertEquals(Set.of(), foreign);
  }

  @Test
  void zipWhenBuiltThenHasWhatIsPromised() throws IOException {
    try (FileSystem files = open()) {
      Path root = root(files);
      assertEquals(
          Set.of("LICENSE", "README.txt", "apps", "bin", "gatehouse.war", "lib"), names(root));
      assertEquals(Set.of(), names(root.resolve("apps")));
      assertEquals(Set.of("gatehouse"), names(root.resolve("bin")));
      assertEquals(-1, Files.mismatch(war, root.resolve("gatehouse.war")));
      assertTrue(Files.readString(root.resolve("README.txt")).startsWith(rootName(root) + "\n"));
    }
  }

  @Test
  void zipWhenUnpackedThenScriptIsExecutable() throws IOException {
    try (FileSystem files = open()) {
      @SuppressWarnings("unchecked")
      Set<PosixFilePermission> permissions =
          (Set<PosixFilePermission>)
              Files.getAttribute(root(files).resolve("bin/gatehouse"), "zip:permissions");
      assertEquals("rwxr-xr-x", PosixFilePermissions.toString(permissions));
    }
  }

  @Test
  void launcherWhenStartedThenItsClassPathIsAllOfLib() throws IOException {
    try (FileSystem files = open()) {
      Path lib = root(files).resolve("lib");
      try (InputStream in = Files.newInputStream(lib.resolve("gatehouse-launcher.jar"));
          JarInputStream launcher = new JarInputStream(in)) {
        var attributes = launcher.getManifest().getMainAttributes();
        assertEquals("org.gatehouse.standalone.Launcher", attributes.getValue("Main-Class"));
        Set<String> classPath =
            Arrays.stream(attributes.getValue("Class-Path").split(" "))
                .map(entry -> entry.replace("./", ""))
                .collect(Collectors.toCollection(HashSet::new));
        assertTrue(classPath.add("gatehouse-launcher.jar"));
        assertEquals(new TreeSet<>(names(lib)), new TreeSet<>(classPath));
      }
    }
  }

  @Test
  void libWhenBuiltThenNoJakartaClassIsThereTwice() throws IOException {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new TreeSet<>();
    try (FileSystem files = open()) {
      Path lib = root(files).resolve("lib");
      for (String jar : names(lib)) {
        // Geronimo's two mail jars share classes, as on every TomEE.
        if (jar.startsWith("geronimo-mail") || jar.startsWith("openejb-client")) {
          continue;
        }
        try (InputStream in = Files.newInputStream(lib.resolve(jar))) {
          entries(in).stream()
              .filter(entry -> entry.startsWith("jakarta/") && entry.endsWith(".class"))
              .filter(entry -> !seen.add(entry))
              .forEach(entry -> twice.add(entry + " in " + jar));
        }
      }
    }
    assertTrue(seen.contains("jakarta/servlet/Servlet.class"));
    assertEquals(Set.of(), twice);
  }

  private FileSystem open() throws IOException {
    return FileSystems.newFileSystem(
        URI.create("jar:" + zip.toUri()), Map.of("enablePosixFileAttributes", "true"));
  }

  private static Path root(FileSystem files) throws IOException {
    List<Path> roots = list(files.getPath("/"), "*");
    assertEquals(1, roots.size(), roots::toString);
    return roots.get(0);
  }

  private static String rootName(Path root) {
    return root.getFileName().toString().replaceFirst("^gatehouse-", "Gatehouse ").replace("/", "");
  }

  private static Path only(String glob) {
    try {
      List<Path> found = list(Path.of("target"), glob);
      assertEquals(1, found.size(), () -> glob + " in target: " + found + "; run mvn clean");
      return found.get(0);
    } catch (IOException e) {
      throw new AssertionError("target cannot be read; run mvn package", e);
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    return list(folder, "*").stream()
        .map(path -> path.getFileName().toString().replace("/", ""))
        .collect(Collectors.toSet());
  }

  private static List<Path> list(Path folder, String glob) throws IOException {
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, glob)) {
      return Stream.iterate(paths.iterator(), i -> i.hasNext(), i -> i).map(i -> i.next()).toList();
    }
  }

  private static Set<String> entries(InputStream archive) throws IOException {
    // Not closed: the caller's stream may be an archive that goes on.
    ZipInputStream entries = new ZipInputStream(archive);
    Set<String> names = new HashSet<>();
    for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
      names.add(e.getName());
    }
    return names;
  }
}
