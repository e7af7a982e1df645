package org.gatehouse.server.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.gatehouse.secrets.aws.SecretsManagerStub;
import org.gatehouse.server.CommandLine;
import org.gatehouse.server.CommandLine.Outcome;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.PostOffice;
import org.gatehouse.server.Residents;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commands of the shipped script on the secrets of a server that does not run. */
@Tag("ours")
class SecretsCommandsIT {
  private static final int BULKS = 3;
  private static final int BULK = 50;

  @Test
  void reencryptWhenKilledOverAndOverThenNothingIsLost() throws IOException, InterruptedException {
    PostOffice post = PostOffice.closed();
    RunningServer server = RunningServer.start(Residents.launch(post));
    try {
      Residents residents = new Residents(server, post);
      Owner.Tokens tokens = Owner.of(server).signIn(residents.anybody());
      List<String> emails = new ArrayList<>();
      for (int bulk = 0; bulk < BULKS; bulk++) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < BULK; i++) {
          some.add(Residents.fresh());
        }
        assertEquals(200, residents.invite(some).status());
        emails.addAll(some);
      }
      Path key = server.home().resolve("encryption.key");
      Path newKey = server.home().resolve("encryption.new.key");
      String before = Files.readString(key);
      CommandLine script = CommandLine.of(server);
      Outcome inUse = script.run("secrets", "reencrypt");
      assertEquals(1, inUse.code(), inUse::toString);
      assertTrue(inUse.err().contains("is in use. Stop Gatehouse"), inUse::toString);
      assertFalse(Files.exists(newKey));
      server.stop();

      long begun = System.nanoTime();
      assertTrue(script.runAndKillWhen(() -> Files.exists(newKey), "secrets", "reencrypt"));
      long toTheFirstWrite = System.nanoTime() - begun;
      String log = RunningServer.startExpectingFailure(Launch.fresh().on(server.home()));
      assertTrue(log.contains("run \"gatehouse secrets reencrypt\" again"), log);
      // From long before the first write on: on a busy machine no two runs take the same time.
      // Where one is fast enough to end, the kill above was all; each single write is in
      // ReencryptionTest.
      for (int kills = 0; isKilledAfter(toTheFirstWrite * (2 + kills) / 4, script); ) {
        kills++;
      }
      assertFalse(Files.exists(newKey));
      String after = Files.readString(key);
      assertNotEquals(before, after);
      assertEquals(44, after.strip().length());

      server.restart();
      Http client = residents.anybody();
      assertEquals(200, client.bearer(tokens.access()).get("api/v1/whoami").status());
      post.reopen();
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (post.all().size() < emails.size() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
      List<String> recipients = post.all().stream().map(PostOffice::recipient).sorted().toList();
      assertEquals(List.copyOf(new TreeSet<>(emails)), recipients);
    } finally {
      server.close();
      post.close();
    }
  }

  private static boolean isKilledAfter(long nanos, CommandLine script) {
    long begun = System.nanoTime();
    return script.runAndKillWhen(() -> System.nanoTime() - begun > nanos, "secrets", "reencrypt");
  }

  @Test
  void copyWhenToAwsThenTheServerGoesOnThereAndTheKeyIsChangedThere() throws IOException {
    try (SecretsManagerStub aws = new SecretsManagerStub()) {
      RunningServer server = RunningServer.start(Launch.fresh());
      Owner.Tokens tokens = Owner.of(server).signIn(Http.to(server));
      server.stop();
      Launch launch = AwsSecretsIT.at(aws).on(server.home());
      CommandLine script = CommandLine.of(server).with(launch.environment());

      Outcome copied = script.run("secrets", "copy", "--to", "aws");
      assertEquals(0, copied.code(), copied::toString);
      assertTrue(
          copied.out().startsWith("Copied and read back: SECRETKEY_OVERWRITE, TOKEN_HASH_SECRET"),
          copied::toString);
      assertNothingShown(aws, copied);
      assertGoesOn(launch, tokens);

      Outcome again = script.run("secrets", "copy", "--to", "local");
      assertEquals(0, again.code(), again::toString);
      assertTrue(again.out().startsWith("There already, and the same: "), again::toString);

      Outcome changed = script.run("secrets", "reencrypt");
      assertEquals(0, changed.code(), changed::toString);
      assertTrue(changed.out().contains("Done: 0 files and "), changed::toString);
      assertNothingShown(aws, changed);
      assertNotEquals(
          aws.valueAt("FlowiseEncryptionKey", "AWSPREVIOUS"),
          aws.values().get("FlowiseEncryptionKey"));
      Outcome differs = script.run("secrets", "copy", "--to", "local");
      assertEquals(1, differs.code(), differs::toString);
      assertTrue(
          differs.err().contains("SECRETKEY_OVERWRITE in the files has another value"),
          differs::toString);
      assertNothingShown(aws, differs);
      assertGoesOn(launch, tokens);
    }
  }

  @Test
  void reencryptWhenTheOperatorKeepsTheKeyThenOnlyTheNewOneStarts() {
    String old = "nine ravens over the Old harbour 1";
    String next = "ten swallows under the New bridge 2";
    Launch first = Launch.fresh().with("SECRETKEY_OVERWRITE", old);
    RunningServer server = RunningServer.start(first);
    Owner.Tokens tokens = Owner.of(server).signIn(Http.to(server));
    server.stop();
    CommandLine script = CommandLine.of(server).with(first.environment());
    Outcome without = script.run("secrets", "reencrypt");
    assertEquals(1, without.code(), without::toString);
    assertTrue(without.err().contains("as SECRETKEY_NEW"), without::toString);

    Outcome changed = script.with(Map.of("SECRETKEY_NEW", next)).run("secrets", "reencrypt");
    assertEquals(0, changed.code(), changed::toString);
    assertTrue(changed.out().contains("Done: 6 files"), changed::toString);
    assertFalse(changed.toString().contains(old) || changed.toString().contains(next));
    String log = RunningServer.startExpectingFailure(first.on(server.home()));
    assertTrue(log.contains("was encrypted under another main key"), log);
    assertGoesOn(Launch.fresh().with("SECRETKEY_OVERWRITE", next).on(server.home()), tokens);
  }

  private static void assertGoesOn(Launch launch, Owner.Tokens tokens) {
    try (RunningServer server = RunningServer.start(launch)) {
      Http client = Http.to(server).bearer(tokens.access());
      assertEquals(200, client.get("api/v1/whoami").status());
    }
  }

  private static void assertNothingShown(SecretsManagerStub aws, Outcome outcome) {
    aws.values()
        .forEach(
            (id, value) ->
                assertFalse(
                    !value.equals("Flowise") && outcome.toString().contains(value),
                    () -> "shows " + id));
    assertEquals(1, outcome.code() == 0 ? 1 : outcome.err().lines().count());
  }
}
