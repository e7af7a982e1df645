package org.gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.gatehouse.config.value.DatabaseTls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSettingsTest {
  private static final String URL = "postgresql://gate:Xk29Hidden@db.example/house";

  @ParameterizedTest
  @CsvSource({
    "disable, DISABLE",
    "false, DISABLE",
    "prefer, PREFER",
    "require, REQUIRE",
    "true, REQUIRE",
    "verify-full, VERIFY_FULL",
  })
  void tlsWhenGivenThenReadAlsoInTheFormOfTheDocumentedProduct(String text, DatabaseTls tls) {
    assertEquals(tls, read("DATABASE_SSL", text).get(DatabaseSettings.DATABASE_SSL));
  }

  @Test
  void urlWhenGivenBesideItsPartsThenEachPartIsAMistakeAndThePasswordIsNotShown() {
    Settings settings =
        read("DATABASE_TYPE", "postgres", "DATABASE_URL", URL, "DATABASE_HOST", "h");
    assertEquals(1, settings.mistakes().size());
    assertTrue(settings.mistakes().get(0).startsWith("DATABASE_HOST=\"h\""));
    assertTrue(settings.mistakes().get(0).contains("DATABASE_URL says it already"));
  }

  @Test
  void urlWhenWrongThenAMistakeThatDoesNotShowIt() {
    Settings settings = read("DATABASE_TYPE", "postgres", "DATABASE_URL", "Xk29Hidden");
    assertEquals(1, settings.mistakes().size());
    assertFalse(settings.mistakes().toString().contains("Xk29Hidden"));
  }

  @Test
  void urlWhenTheDatabaseIsAFileThenAWarningThatItIsOfNoEffect() {
    Settings settings = read("DATABASE_URL", URL, "DATABASE_PASSWORD", "Xk29Hidden");
    assertEquals(
        2, settings.warnings().stream().filter(w -> w.contains("is of no effect")).count());
    assertFalse(settings.warnings().toString().contains("Xk29Hidden"));
  }

  @Test
  void rootCertWhenThereIsNoSuchFileThenAMistake() {
    assertEquals(
        1,
        read("DATABASE_TYPE", "postgres", "DATABASE_SSL_ROOT_CERT", "/nowhere/ca.pem")
            .mistakes()
            .size());
  }

  private static Settings read(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Settings.read(environment, Map.of("user.home", "/nowhere/at/all"));
  }
}
