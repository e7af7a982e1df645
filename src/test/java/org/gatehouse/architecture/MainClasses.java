package org.gatehouse.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gatehouse.kernel.UserId;

/** The classes of {@code src/main}, read once. */
final class MainClasses {
  static final String BASE = "org.gatehouse";

  /** By location, because a search by package opens every archive of the class path. */
  static final JavaClasses ALL =
      new ClassFileImporter()
          .importUrl(UserId.class.getProtectionDomain().getCodeSource().getLocation());

  private MainClasses() {}

  /** Which package uses which, by names below the base package, with one example each. */
  static Map<String, Map<String, String>> edges() {
    Map<String, Map<String, String>> edges = new TreeMap<>();
    for (JavaClass origin : ALL) {
      String from = shortName(origin.getPackageName());
      edges.computeIfAbsent(from, name -> new TreeMap<>());
      origin.getDirectDependenciesFromSelf().stream()
          .filter(d -> isOurs(d.getTargetClass().getBaseComponentType()))
          .forEach(
              d -> {
                String to = shortName(d.getTargetClass().getBaseComponentType().getPackageName());
                if (!to.equals(from)) {
                  edges.getOrDefault(from, new TreeMap<>()).putIfAbsent(to, d.getDescription());
                }
              });
    }
    return edges;
  }

  static Set<String> packages() {
    return new TreeSet<>(edges().keySet());
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(BASE) || type.getPackageName().startsWith(BASE + ".");
  }

  private static String shortName(String packageName) {
    return packageName.equals(BASE) ? "(base package)" : packageName.substring(BASE.length() + 1);
  }
}
