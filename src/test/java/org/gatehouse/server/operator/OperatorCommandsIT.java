package org.gatehouse.server.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gatehouse.server.CommandLine;
import org.gatehouse.server.CommandLine.Outcome;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Residents;
import org.gatehouse.server.Residents.Person;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands of the shipped script, against a server that runs. */
@Tag("ours")
class OperatorCommandsIT {
  @RegisterExtension static final Residents RESIDENTS = new Residents();

  @Test
  void resetPasswordThenTheLinkGivesANewPassword() {
    Person rosa = RESIDENTS.join();
    Outcome made = command("user", "reset-password", rosa.email());
    assertEquals(0, made.code(), made::toString);
    String link = made.out().lines().reduce((first, last) -> last).orElse("");
    assertTrue(
        link.startsWith(
            "http://localhost:" + RESIDENTS.server().port() + "/gatehouse/reset-password?token="),
        made::toString);
    String token = link.substring(link.indexOf('=') + 1);
    assertEquals(200, RESIDENTS.reset(rosa.email(), token, Residents.NEXT_PASSWORD).status());
    assertEquals(200, RESIDENTS.signIn(rosa, Residents.NEXT_PASSWORD).status());
    assertFalse(RESIDENTS.server().output().contains(token), "the log has the token");

    Outcome unknown = command("user", "reset-password", Residents.fresh());
    assertEquals(1, unknown.code(), unknown::toString);
    assertTrue(unknown.err().contains("Not Found"), unknown::toString);
    assertEquals("", unknown.out());
  }

  @Test
  void createOwnerThenSomebodyNewGetsInAndIsListed() {
    String email = Residents.fresh();
    Outcome made = command("user", "create-owner", email);
    assertEquals(0, made.code(), made::toString);
    String token = made.out().strip().substring(made.out().indexOf("token=") + "token=".length());
    assertEquals(200, RESIDENTS.reset(email, token, Residents.PASSWORD).status());
    assertEquals(
        200, RESIDENTS.basic(email, Residents.PASSWORD).get("api/v1/users?limit=1").status());
    Outcome list = command("user", "list");
    assertEquals(0, list.code(), list::toString);
    assertTrue(list.out().contains("active\t" + email + "\t"), list::toString);
    assertTrue(list.out().contains("j\u00f6rg.owner@example.org\tJ\u00f6rg"), list::toString);
  }

  @Test
  void mailTestThenTheMailArrives() {
    String email = Residents.fresh();
    Outcome sent = command("mail-test", email);
    assertEquals(0, sent.code(), sent::toString);
    assertEquals("The mail server has taken the mail.\n", sent.out());
    assertEquals(1, RESIDENTS.post().mailsTo(email).size());
  }

  @Test
  void commandWhenUnknownOrTheServerDoesNotRunThenSaysWhatToDo() {
    Outcome unknown = command("user", "delete", "everybody");
    assertEquals(2, unknown.code(), unknown::toString);
    assertTrue(unknown.err().contains("gatehouse user reset-password <e-mail>"), unknown::toString);

    RunningServer other = RunningServer.start(Launch.fresh());
    other.kill();
    Outcome killed = CommandLine.of(other).run("user", "list");
    assertEquals(1, killed.code(), killed::toString);
    assertTrue(
        killed.err().contains("nobody answers at http://127.0.0.1:" + other.port()),
        killed::toString);
    other.restart();
    other.stop();
    Outcome stopped = CommandLine.of(other).run("user", "list");
    assertEquals(1, stopped.code(), stopped::toString);
    assertTrue(stopped.err().contains("127.0.0.1:" + other.port()), stopped::toString);
    assertTrue(stopped.err().contains("operator-token"), stopped::toString);
  }

  private static Outcome command(String... arguments) {
    return CommandLine.of(RESIDENTS.server()).run(arguments);
  }
}
