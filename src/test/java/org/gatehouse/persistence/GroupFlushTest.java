package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GroupFlushTest {
  private final AtomicInteger flushes = new AtomicInteger();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);
  private final AtomicBoolean fails = new AtomicBoolean();
  private final GroupFlush flush = new GroupFlush(this::slowFlush);

  @Test
  void runWhenAloneThenFlushesOnce() {
    mayEnd.release();
    flush.run();
    assertEquals(1, flushes.get());
  }

  @Test
  void runWhenManyWaitThenOneFlushServesAllOfThem() throws Exception {
    CompletableFuture<?> first = CompletableFuture.runAsync(flush);
    begun.acquire();
    List<Thread> waiting = startWaiting(20);

    mayEnd.release();
    begun.acquire();
    assertTrue(waiting.stream().allMatch(Thread::isAlive), "they committed after it began");
    first.get();
    mayEnd.release();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertEquals(2, flushes.get());
  }

  @Test
  void runWhenFlushFailsThenItsCallerLearnsAndTheNextTriesAgain() throws Exception {
    fails.set(true);
    CompletableFuture<?> first = CompletableFuture.runAsync(flush);
    begun.acquire();
    List<Thread> waiting = startWaiting(1);
    mayEnd.release();
    ExecutionException failed = assertThrows(ExecutionException.class, first::get);
    assertInstanceOf(IllegalStateException.class, failed.getCause());

    begun.acquire();
    mayEnd.release();
    waiting.get(0).join();
    assertEquals(2, flushes.get());
  }

  @Test
  void runWhenCallerIsInterruptedThenWaitsOnAndStaysInterrupted() throws Exception {
    CompletableFuture<?> first = CompletableFuture.runAsync(flush);
    begun.acquire();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              flush.run();
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    awaitBlocked(caller);
    caller.interrupt();
    mayEnd.release();
    begun.acquire();
    first.get();
    mayEnd.release();
    caller.join();
    assertTrue(interrupted.get());
    assertEquals(2, flushes.get());
  }

  @Test
  void runWhenManyThreadsAtOnceThenEachReturnsAfterAFlushThatBeganAfterItsCall() throws Exception {
    AtomicInteger committed = new AtomicInteger();
    AtomicInteger durable = new AtomicInteger();
    GroupFlush group = new GroupFlush(() -> durable.set(committed.get()));
    AtomicBoolean lost = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 500; i++) {
                  int mine = committed.incrementAndGet();
                  group.run();
                  if (durable.get() < mine) {
                    lost.set(true);
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertFalse(lost.get());
  }

  private void slowFlush() {
    boolean failing = fails.getAndSet(false);
    flushes.incrementAndGet();
    begun.release();
    mayEnd.acquireUninterruptibly();
    if (failing) {
      throw new IllegalStateException("disk full");
    }
  }

  private List<Thread> startWaiting(int count) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(flush);
      thread.start();
      threads.add(thread);
    }
    threads.forEach(GroupFlushTest::awaitBlocked);
    return threads;
  }

  private static void awaitBlocked(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}
