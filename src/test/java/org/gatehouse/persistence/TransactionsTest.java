package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final Transactions transactions = DATABASE.transactions();
  private final EntityManager entityManager = DATABASE.entityManager();

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @Test
  void callWhenWorkReturnsThenItsRowsStayAndItsResultComesBack() throws Exception {
    assertEquals(1, transactions.call(this::insert));
    assertEquals(1, organizations());
  }

  @Test
  void callWhenWorkThrowsThenNothingStaysAndTheSameExceptionComesOut() {
    IOException thrown = new IOException("checked, too");
    assertSame(
        thrown, assertThrows(IOException.class, () -> transactions.call(insertAndThen(thrown))));
    assertEquals(0, organizations());
  }

  @Test
  void callWhenWorkEndsInAnErrorThenNothingStays() {
    Callable<Integer> work =
        () -> {
          insert();
          throw new StackOverflowError();
        };
    assertThrows(StackOverflowError.class, () -> transactions.call(work));
    assertEquals(0, organizations());
  }

  @Test
  void callWhenItFailedThenTheThreadCanBeginAnew() throws Exception {
    assertThrows(
        IOException.class, () -> transactions.call(insertAndThen(new IOException("first"))));
    assertEquals(1, transactions.call(this::insert));
    assertEquals(1, organizations());
  }

  @Test
  void callWhenNestedThenOneTransaction() throws Exception {
    long before = transactions.begun();
    transactions.call(() -> insert() + transactions.call(this::insert));
    assertEquals(1, transactions.begun() - before);
    assertEquals(2, organizations());
  }

  @Test
  void callWhenOuterThrowsAfterInnerReturnedThenNothingOfBothStays() {
    Callable<Integer> outer =
        () -> {
          transactions.call(this::insert);
          throw new IllegalStateException("after the inner one");
        };
    assertThrows(IllegalStateException.class, () -> transactions.call(outer));
    assertEquals(0, organizations());
  }

  @Test
  void callWhenInnerThrowsAndOuterSwallowsThenNothingIsCommitted() {
    Callable<Integer> outer =
        () -> {
          assertThrows(
              IOException.class, () -> transactions.call(insertAndThen(new IOException("half"))));
          return 1;
        };
    assertThrows(RuntimeException.class, () -> transactions.call(outer));
    assertEquals(0, organizations(), "half of the inner work would be there");
  }

  @Test
  void afterCommitWhenCommittedThenRunsOnceAndSeesTheRowsFromAnyThread() throws Exception {
    List<Long> seen = new ArrayList<>();
    transactions.call(
        () -> {
          insert();
          transactions.afterCommit(() -> seen.add(organizations()));
          assertEquals(List.of(), seen);
          return 0;
        });
    assertEquals(List.of(1L), seen);
  }

  @Test
  void afterCommitWhenAskedForInAnInnerCallThenWaitsForTheOuterCommit() throws Exception {
    List<String> order = new ArrayList<>();
    transactions.call(
        () -> {
          transactions.call(
              () -> {
                transactions.afterCommit(() -> order.add("action"));
                return 0;
              });
          return order.add("outer ends");
        });
    assertEquals(List.of("outer ends", "action"), order);
  }

  @Test
  void afterCommitWhenRolledBackThenNeverRuns() throws Exception {
    List<String> ran = new ArrayList<>();
    Callable<Integer> work =
        () -> {
          transactions.afterCommit(() -> ran.add("action"));
          throw new IOException("rolled back");
        };
    assertThrows(IOException.class, () -> transactions.call(work));
    transactions.call(this::insert);
    assertEquals(List.of(), ran);
  }

  @Test
  void afterCommitWhenTheFlushFailsThenRunsAndTheCallerHearsOfIt() {
    List<String> ran = new ArrayList<>();
    Transactions broken =
        new Transactions(
            () -> entityManagerFactory(),
            () -> {
              throw new IllegalStateException("disk full");
            });
    Callable<Integer> work =
        () -> {
          broken.afterCommit(() -> ran.add("action"));
          return 1;
        };
    assertThrows(IllegalStateException.class, () -> broken.call(work));
    assertEquals(List.of("action"), ran);
  }

  @Test
  void useWhenOutsideOfATransactionThenIllegalState() {
    assertThrows(IllegalStateException.class, () -> entityManager.createQuery("select 1"));
    assertThrows(IllegalStateException.class, () -> transactions.afterCommit(() -> {}));
  }

  @Test
  void useWhenOnAnotherThreadThenNotInTheTransaction() throws Exception {
    List<Throwable> failures = new ArrayList<>();
    transactions.call(
        () -> {
          Thread other =
              new Thread(
                  () ->
                      failures.add(
                          assertThrows(IllegalStateException.class, entityManager::flush)));
          other.start();
          other.join();
          return 0;
        });
    assertEquals(1, failures.size());
  }

  @Test
  void entityManagerWhenAMethodThrowsThenItsOwnExceptionComesOut() {
    assertThrows(
        IllegalArgumentException.class,
        () -> transactions.call(() -> entityManager.createQuery("not a query")));
  }

  @Test
  void entityManagerWhenAskedForItselfThenAnswersWithoutATransaction() {
    assertEquals(entityManager, entityManager);
    assertEquals("EntityManager of the current transaction", entityManager.toString());
    assertEquals(System.identityHashCode(entityManager), entityManager.hashCode());
  }

  @Test
  void callWhenItsRowsMayBeLostThenItDoesNotWaitForTheDiskAndFollowsItsCommitAllTheSame()
      throws Exception {
    AtomicInteger flushes = new AtomicInteger();
    AtomicInteger followed = new AtomicInteger();
    Transactions counting = new Transactions(this::entityManagerFactory, flushes::incrementAndGet);
    counting.call(
        () -> {
          counting.mayBeLost();
          counting.afterCommit(followed::incrementAndGet);
          return counting.entityManager().isOpen();
        });
    assertEquals(0, flushes.get());
    assertEquals(1, followed.get());
    counting.call(() -> counting.entityManager().isOpen());
    assertEquals(1, flushes.get(), "said of one transaction, not of the thread");
  }

  @Test
  void mayBeLostWhenJoinedThenWithoutEffect() throws Exception {
    AtomicInteger flushes = new AtomicInteger();
    Transactions counting = new Transactions(this::entityManagerFactory, flushes::incrementAndGet);
    counting.call(
        () ->
            counting.call(
                () -> {
                  counting.mayBeLost();
                  return 0;
                }));
    assertEquals(1, flushes.get());
  }

  @Test
  void begunWhenTransactionsFailThenCountsThemToo() {
    long before = transactions.begun();
    assertThrows(
        IOException.class, () -> transactions.call(insertAndThen(new IOException("counted"))));
    assertEquals(1, transactions.begun() - before);
  }

  private jakarta.persistence.EntityManagerFactory entityManagerFactory() {
    return DATABASE.call(entityManager::getEntityManagerFactory);
  }

  private int insert() {
    return entityManager
        .createNativeQuery("insert into organization values (?, 'Org', 1)")
        .setParameter(1, UUID.randomUUID())
        .executeUpdate();
  }

  private Callable<Integer> insertAndThen(Exception thrown) {
    return () -> {
      insert();
      throw thrown;
    };
  }

  private static long organizations() {
    return DATABASE.count("organization");
  }
}
