package org.gatehouse.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyTableTest {
  @Test
  void tableWhenReadThenItHasNoFault() {
    List<String> faults = DependencyTable.read().faults();
    assertTrue(faults.isEmpty(), () -> "The dependency table:\n" + String.join("\n", faults));
  }

  @Test
  void codeWhenReadThenEveryEdgeStandsInTheTable(TestReporter reporter) {
    DependencyTable table = DependencyTable.read();
    List<String> violations = table.violations(MainClasses.edges());
    Set<String> missing = table.missingFrom(MainClasses.packages());
    reporter.publishEntry("packages of the table that are still to be written", "" + missing);
    assertTrue(
        violations.isEmpty(),
        () ->
            "The dependency table is the architecture. Move the class, or add a line that a"
                + " reader can judge:\n"
                + String.join("\n", violations)
                + "\n(Still to be written: "
                + missing
                + ")");
  }

  @Test
  void codeWhenReadThenNoPackagesGoInACircle() {
    slices()
        .matching(MainClasses.BASE + ".(**)")
        .should()
        .beFreeOfCycles()
        .because("packages in a circle are one package, and nobody can read one of them alone")
        .check(MainClasses.ALL);
  }

  @Test
  void codeWhenReadThenItIsNotEmpty() {
    assertTrue(MainClasses.packages().contains("kernel"));
    assertTrue(MainClasses.edges().getOrDefault("config", Map.of()).containsKey("kernel"));
    assertFalse(MainClasses.packages().contains("architecture"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b\nb: a",
        "a: b\nb: c\nc: a",
        "a: a",
        "a: b",
        "a: *",
        "a: app\napp:",
        "a: standalone\nstandalone:",
        "app: standalone\nstandalone:",
        "a: b.http\nb.http:",
        "standalone: b.http\nb.http:",
        "a.http: mechanism\nmechanism:",
        "a: container\ncontainer:",
      })
  void tableWhenItBreaksTheHouseThenFault(String table) {
    assertFalse(DependencyTable.parse(table).faults().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "a, b, 0",
    "b, a, 1",
    "a, a.http, 1",
    "app, a, 0",
    "app, a.http, 0",
    "app, standalone, 1",
    "a, app, 1",
    "unlisted, a, 1",
    "a.http, a, 0",
    "a.http, b, 1",
  })
  void codeWhenAnEdgeIsNotInTheTableThenViolation(String from, String to, int violations) {
    DependencyTable table =
        DependencyTable.parse("# comment\na: b\nb:\na.http: a # door\napp: *\nstandalone:");
    assertEquals(List.of(), table.faults());
    assertEquals(violations, table.violations(Map.of(from, Map.of(to, "X uses Y"))).size());
  }

  @Test
  void tableWhenALineIsBrokenOrDoubledThenRefused() {
    assertThrows(IllegalStateException.class, () -> DependencyTable.parse("a b"));
    assertThrows(IllegalStateException.class, () -> DependencyTable.parse(": b"));
    assertThrows(IllegalStateException.class, () -> DependencyTable.parse("a: b\na:"));
  }
}
