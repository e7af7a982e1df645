package org.gatehouse.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WelcomeTest {
  private final Path home;

  WelcomeTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void textWhenThereIsAnOwnerThenOnlyTheAddress() throws IOException {
    assertEquals(
        "Gatehouse is ready: http://localhost:81/gatehouse",
        new Welcome("http://localhost:81", home).text());
  }

  @Test
  void textWhenThereIsNoOwnerThenTokenBesideTheAddressAndNotInIt() throws IOException {
    Path file = Files.writeString(home.resolve("setup-token"), "T0ken\n");

    String text = new Welcome("http://localhost:81", home).text();

    assertTrue(text.contains("\n  http://localhost:81/gatehouse/setup\n"), text);
    assertTrue(text.contains(file.toString()), text);
    assertTrue(text.endsWith("\n  T0ken"), text);
    assertFalse(text.matches("(?s).*http\\S*T0ken.*"), text);
  }
}
