package org.gatehouse.server.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.gatehouse.server.Http;
import org.gatehouse.server.PostOffice;
import org.gatehouse.server.Residents;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The mail server is away while many are invited, and Gatehouse dies meanwhile. */
@Tag("ours")
class MailOutageIT {
  private static final int INVITATIONS = 200;
  private static final int BULK = 50;

  /** Far more than fifty invitations need, also of a cold server on a busy machine. */
  private static final long QUICK_IN_MILLIS = 10_000;

  @Test
  void invitationsWhenTheMailServerIsAwayAndGatehouseIsKilledThenEachArrivesOnce()
      throws InterruptedException {
    PostOffice post = PostOffice.closed();
    RunningServer server = RunningServer.start(Residents.launch(post));
    try {
      Residents residents = new Residents(server, post);
      List<String> emails = new ArrayList<>();
      for (int bulk = 0; bulk < INVITATIONS / BULK; bulk++) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < BULK; i++) {
          some.add(Residents.fresh());
        }
        long begun = System.nanoTime();
        Http.Answer answer = residents.invite(some);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertEquals(200, answer.status(), answer::toString);
        assertTrue(millis < QUICK_IN_MILLIS, () -> "took " + millis + " ms");
        answer
            .json()
            .path("results")
            .forEach(result -> assertEquals("invited", result.path("outcome").asText()));
        emails.addAll(some);
      }
      awaitFailure(residents);
      server.kill();
      server.restart();
      post.reopen();
      awaitAll(post);
      // Whatever would be sent twice had its chance: the outbox is empty.
      awaitNoneWaiting(residents);
      List<String> recipients = post.all().stream().map(PostOffice::recipient).sorted().toList();
      assertEquals(List.copyOf(new TreeSet<>(emails)), recipients);
    } finally {
      server.close();
      post.close();
    }
  }

  /** Until the worker has noticed that nobody answers. */
  private static void awaitFailure(Residents residents) throws InterruptedException {
    long end = end(20);
    while (!first(residents, "WAITING").contains("refused")) {
      check(end, "no failure is told in the outbox");
    }
  }

  private static void awaitAll(PostOffice post) throws InterruptedException {
    // After a failure a mail waits for half a minute, and for a whole one after the second.
    long end = end(120);
    while (post.all().size() < INVITATIONS) {
      check(end, "only " + post.all().size() + " mails");
    }
  }

  private static void awaitNoneWaiting(Residents residents) throws InterruptedException {
    long end = end(20);
    while (!first(residents, "WAITING").equals("{\"items\":[],\"next\":null}")) {
      check(end, "some still wait");
    }
  }

  private static String first(Residents residents, String status) {
    Http.Answer outbox = residents.owner().get("api/v1/mail/outbox?limit=1&status=" + status);
    assertEquals(200, outbox.status(), outbox::toString);
    return outbox.text();
  }

  private static long end(int seconds) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  private static void check(long end, String fault) throws InterruptedException {
    if (System.nanoTime() > end) {
      throw new AssertionError(fault);
    }
    TimeUnit.MILLISECONDS.sleep(100);
  }
}
