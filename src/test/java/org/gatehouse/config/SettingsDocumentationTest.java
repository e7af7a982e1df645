package org.gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsDocumentationTest {
  private static final String BEGIN = "<!-- settings:begin -->\n";
  private static final String END = "<!-- settings:end -->";

  @Test
  void readmeWhenReadThenItsTableIsThatOfTheCatalogue() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    assertTrue(begin >= 0 && end > begin, "README.md has no " + BEGIN.strip() + " … " + END);

    String table = table();
    assertEquals(
        table,
        readme.substring(begin + BEGIN.length(), end),
        "The table of settings in README.md is not that of KnownSettings. It must be:\n\n" + table);
  }

  @Test
  void exampleWhenAllItsLinesAreTakenThenGatehouseStarts(@TempDir Path home) throws IOException {
    String example = Files.readString(Path.of("server-config/gatehouse.env.example"));
    String taken = example.replaceAll("(?m)^#(?=[A-Z_]+=)", "");
    Files.writeString(home.resolve("gatehouse.env"), taken);

    Settings settings =
        Settings.read(
            Map.of("GATEHOUSE_HOME", home.toString()), Map.of("user.home", home.toString()));

    assertEquals(List.of(), settings.mistakes());
    assertEquals(List.of(), settings.warnings());
    assertEquals("https", settings.get(KnownSettings.APP_URL).getScheme(), taken);
  }

  private static String table() {
    return KnownSettings.all().stream()
        .map(SettingsDocumentationTest::row)
        .collect(Collectors.joining("", "| name | default | meaning |\n|---|---|---|\n", ""));
  }

  private static String row(Setting<?> setting) {
    String names =
        Stream.concat(
                Stream.of(code(setting.name())),
                setting.aliases().stream().map(alias -> "(also " + code(alias) + ")"))
            .collect(Collectors.joining(" "));
    return "| %s | %s | %s |\n"
        .formatted(names, cell(setting.defaultText()), cell(setting.description()));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
