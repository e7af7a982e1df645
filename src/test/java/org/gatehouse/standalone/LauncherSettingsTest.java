package org.gatehouse.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherSettingsTest {
  private final Path home;

  LauncherSettingsTest(@TempDir Path home) {
    this.home = home;
  }

  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();

  private LauncherSettings read() {
    environment.putIfAbsent("GATEHOUSE_HOME", home.toString());
    return LauncherSettings.read(environment, properties);
  }

  private String mistakes() {
    return String.valueOf(
        assertThrows(LauncherSettings.InvalidSettings.class, this::read).getMessage());
  }

  private void envFile(String content) throws IOException {
    Files.writeString(home.resolve("gatehouse.env"), content);
  }

  @Test
  void readWhenNothingIsSetThenLoopbackAndPort8080() {
    LauncherSettings settings = read();

    assertTrue(settings.host().isLoopbackAddress());
    assertEquals(8080, settings.port());
    assertFalse(settings.appUrlIsSet());
    assertEquals("http://localhost:8080", settings.localUrl());
  }

  @Test
  void readWhenNoHomeIsSetThenGatehouseInTheUsersHome() {
    environment.put("GATEHOUSE_HOME", "");
    properties.put("user.home", home.toString());

    assertEquals(home.resolve(".gatehouse"), LauncherSettings.read(environment, properties).home());
  }

  @Test
  void readWhenAllSourcesHaveTheKeyThenEnvironmentThenPropertyThenFile() throws IOException {
    envFile("PORT=3");
    assertEquals(3, read().port());
    properties.put("PORT", "2");
    assertEquals(2, read().port());
    environment.put("PORT", "1");
    assertEquals(1, read().port());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void readWhenValueIsEmptyThenUnset(String empty) throws IOException {
    environment.put("PORT", empty);
    environment.put("HOST", empty);
    properties.put("APP_URL", empty);
    envFile("PORT=9090\n");

    assertEquals(9090, read().port());
    assertTrue(read().host().isLoopbackAddress());
    assertFalse(read().appUrlIsSet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PORT=9091",
        "  PORT = 9091  ",
        "export PORT=9091",
        "PORT=\"9091\"",
        "PORT='9091' # why",
        "PORT=9091 # why",
        "# PORT=1\nJWT_ISSUER=x\nPORT=9091\r\n"
      })
  void readWhenFileIsInDotenvFormThenItsValue(String content) throws IOException {
    envFile(content);

    assertEquals(9091, read().port());
  }

  @Test
  void readWhenFileSetsAppUrlThenItIsSet() throws IOException {
    envFile("APP_URL=https://login.example.org");

    assertTrue(read().appUrlIsSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "80a", "8080.0", "99999999999"})
  void readWhenPortIsNoneThenMistakeNamesIt(String port) {
    environment.put("PORT", port);

    assertEquals(
        "PORT is \"" + port + "\"; allowed: a number from 1 to 65535, for example 8080",
        mistakes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no.such.host.invalid", "192.0.2.1", "1.2.3.4.5"})
  void readWhenHostIsNotOfThisMachineThenMistakeNamesIt(String host) {
    environment.put("HOST", host);

    String mistakes = mistakes();
    assertTrue(mistakes.startsWith("HOST is \"" + host + "\""), mistakes);
    assertTrue(mistakes.contains("an address of this machine"), mistakes);
  }

  @Test
  void readWhenSeveralAreWrongThenAllAreNamedAtOnce() throws IOException {
    environment.put("HOST", "192.0.2.1");
    environment.put("PORT", "x");
    Files.write(home.resolve("gatehouse.env"), "A=\u00e9".getBytes(StandardCharsets.ISO_8859_1));

    String mistakes = mistakes();
    assertTrue(mistakes.contains("HOST is"), mistakes);
    assertTrue(mistakes.contains("PORT is"), mistakes);
    assertTrue(mistakes.contains("is not UTF-8"), mistakes);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://localhost:8080",
    "0.0.0.0, http://localhost:8080",
    "::1, http://localhost:8080"
  })
  void localUrlWhenLoopbackOrWildcardThenLocalhost(String host, String url) {
    environment.put("HOST", host);

    assertEquals(url, read().localUrl());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8080",
    "0.0.0.0, http://127.0.0.1:8080",
    "::1, http://[0:0:0:0:0:0:0:1]:8080"
  })
  void addressUrlThenANumberOfThisMachine(String host, String url) {
    environment.put("HOST", host);

    assertEquals(url, read().addressUrl());
  }

  @Test
  void localUrlWhenOtherAddressThenThatAddress() throws IOException {
    InetAddress v4 = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    InetAddress v6 = InetAddress.getByName("2001:db8::1");

    assertEquals("http://192.0.2.1:81", new LauncherSettings(v4, 81, home, false).localUrl());
    assertEquals(
        "http://[2001:db8:0:0:0:0:0:1]:81", new LauncherSettings(v6, 81, home, false).localUrl());
  }
}
