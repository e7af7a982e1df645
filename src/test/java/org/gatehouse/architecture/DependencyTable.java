package org.gatehouse.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The table of who may use whom: {@code package: the packages that it may use}, a line each. */
final class DependencyTable {
  private static final String FILE = "/architecture/allowed-dependencies.txt";
  private static final String ANYTHING = "*";

  private final Map<String, Set<String>> allowed = new LinkedHashMap<>();

  static DependencyTable read() {
    try (InputStream file = DependencyTable.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static DependencyTable parse(String text) {
    DependencyTable table = new DependencyTable();
    text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(table::addLine);
    return table;
  }

  private void addLine(String line) {
    int colon = line.indexOf(':');
    String name = line.substring(0, Math.max(0, colon)).strip();
    if (name.isEmpty() || allowed.containsKey(name)) {
      throw new IllegalStateException(
          "No name, or one that was there before, in the line: " + line);
    }
    Set<String> used = new LinkedHashSet<>(Arrays.asList(line.substring(colon + 1).split("\\s+")));
    used.remove("");
    allowed.put(name, used);
  }

  Set<String> packages() {
    return allowed.keySet();
  }

  /** What is wrong with the table itself. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    allowed.forEach(
        (name, used) -> {
          for (String other : used) {
            if (other.equals(ANYTHING)) {
              if (!name.equals("app")) {
                faults.add(name + " may not use anything (*): only app wires everything");
              }
            } else if (!allowed.containsKey(other)) {
              faults.add(name + " may use " + other + ", which has no line: a slip of the pen?");
            } else {
              refusal(name, other).ifPresent(faults::add);
            }
          }
          if (reachable(name).contains(name)) {
            faults.add(name + " reaches itself: what goes in a circle cannot be understood alone");
          }
        });
    return faults;
  }

  /**
   * What is wrong with the code.
   *
   * @param edges by package, what it uses with an example
   */
  List<String> violations(Map<String, Map<String, String>> edges) {
    List<String> violations = new ArrayList<>();
    edges.forEach(
        (from, targets) -> {
          Set<String> used = allowed.get(from);
          if (used == null) {
            violations.add("The package " + from + " has no line in " + FILE);
            return;
          }
          targets.forEach(
              (to, example) -> {
                boolean isAllowed = used.contains(to) || used.contains(ANYTHING);
                if (!isAllowed || refusal(from, to).isPresent()) {
                  violations.add(
                      "%s may not use %s%s: %s"
                          .formatted(
                              from,
                              to,
                              refusal(from, to).map(r -> " (" + r + ")").orElse(""),
                              example));
                }
              });
        });
    return violations;
  }

  /** Packages of the table that nobody has written yet. */
  Set<String> missingFrom(Set<String> written) {
    Set<String> missing = new TreeSet<>(allowed.keySet());
    missing.removeAll(written);
    return missing;
  }

  /** What no line can allow. */
  private static Optional<String> refusal(String from, String to) {
    if (to.equals("app") || to.equals("standalone")) {
      return Optional.of("nobody uses " + to + ", not " + from + " either");
    }
    boolean isDoor = to.endsWith(".http") || to.equals("mechanism") || to.equals("container");
    return isDoor && !from.equals("app")
        ? Optional.of(to + " is a door: only app uses it, not " + from)
        : Optional.empty();
  }

  private Set<String> reachable(String name) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(allowed.getOrDefault(name, Set.of()));
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      if (seen.add(next)) {
        open.addAll(allowed.getOrDefault(next, Set.of()));
      }
    }
    return seen;
  }
}
