package org.gatehouse.config.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://gate:s%40cret%3A@db.example:5433/house",
        "postgresql://gate:s%40cret%3A@db.example:5433/house",
        "jdbc:postgresql://gate:s%40cret%3A@db.example:5433/house",
        "postgresql://gate:s@cret:@db.example:5433/house",
        "jdbc:postgresql://db.example:5433/house?user=gate&password=s%40cret%3A",
      })
  void parseWhenInAnyOfTheFormsThenTheSame(String text) {
    DatabaseUrl url = DatabaseUrl.parse(text);
    assertEquals("db.example:5433", url.hosts());
    assertEquals("house", url.database());
    assertEquals(Optional.of("gate"), url.user());
    assertEquals(Optional.of(Sensitive.of("s@cret:")), url.password());
    assertEquals(Map.of(), url.parameters());
    assertFalse(url.toString().contains("cret"), url.toString());
  }

  @Test
  void parseWhenThereIsNoPasswordThenNoneAndAPlusIsAPlus() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://a+b@[::1]/my%20house");
    assertEquals(Optional.of("a+b"), url.user());
    assertEquals(Optional.empty(), url.password());
    assertEquals("[::1]", url.hosts());
    assertEquals("my house", url.database());
  }

  @Test
  void parseWhenItHasParametersThenTheyAreTheDrivers() {
    assertEquals(
        Map.of(
            "sslmode", "verify-full",
            "channelBinding", "require",
            "ApplicationName", "gate",
            "targetServerType", "primary",
            "prepareThreshold", "0"),
        DatabaseUrl.parse(
                "postgres://one:1,two:2/house?sslmode=verify-full&channel_binding=require"
                    + "&application_name=gate&targetServerType=primary&prepareThreshold=0")
            .parameters());
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://u:hidden@h/d, begins neither",
    "postgres:u:hidden@h/d, begins neither",
    "postgres://u:hidden@h, names no database",
    "postgres://u:hidden@h/, names no database",
    "postgres://u:hidden@/d, no host",
    "postgres://u:hidden@h:port/d, no host",
    "postgres://u:hidden@h h/d, no host",
    "postgres://u:hidden%@h/d, escapes nothing",
    "postgres://u:p@h/d?hidden, parameter without a value",
    "postgres://u:p@h/d?socketFactory=hidden, parameter other than",
  })
  void parseWhenWrongThenSaysHowAndRepeatsNothing(String text, String why) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> DatabaseUrl.parse(text))
                .getMessage());
    assertEquals(true, message.contains(why), message);
    assertFalse(message.contains("hidden"), message);
  }
}
