package org.gatehouse.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HashingPoolTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<HashingPool> opened = new ArrayList<>();

  @AfterEach
  void closeAll() {
    release.countDown();
    opened.forEach(HashingPool::close);
  }

  @Test
  void callWhenIdleThenResultOfTheTask() {
    assertEquals(42, open(1, 1).call(() -> 42));
  }

  @Test
  void callWhenQueueFullThenOverloadedAtOnceAndOthersServed() throws Exception {
    HashingPool pool = open(2, 3);
    List<CompletableFuture<Integer>> callers = occupy(pool, 5);

    AuthException refused = assertThrows(AuthException.class, () -> pool.call(() -> 99));
    assertEquals(ErrorCode.OVERLOADED, refused.code());
    assertNotNull(refused.retryAfter());
    assertTrue(refused.retryAfter().toSeconds() >= 1);

    release.countDown();
    for (CompletableFuture<Integer> caller : callers) {
      assertEquals(7, caller.get());
    }
    assertEquals(99, pool.call(() -> 99), "and takes tasks again");
  }

  @Test
  void callWhenBurstOnAnIdlePoolThenNobodyIsRefused() throws Exception {
    for (int round = 0; round < 50; round++) {
      HashingPool pool = open(2, 3);
      List<CompletableFuture<Integer>> burst = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        burst.add(call(pool, () -> 7));
      }
      for (CompletableFuture<Integer> caller : burst) {
        assertEquals(7, caller.get());
      }
    }
  }

  @Test
  void callWhenTaskThrowsThenTheSameToTheCallerAndThreadLives() {
    HashingPool pool = open(1, 1);
    IllegalArgumentException fault = new IllegalArgumentException("wrong");
    StackOverflowError error = new StackOverflowError();
    for (int i = 0; i < 5; i++) {
      assertSame(
          fault, assertThrows(IllegalArgumentException.class, () -> pool.call(failing(fault))));
      assertSame(error, assertThrows(StackOverflowError.class, () -> pool.call(failing(error))));
    }
    assertEquals("gatehouse-hash-1", pool.call(() -> Thread.currentThread().getName()));
  }

  @Test
  void callWhenCallerInterruptedThenOverloadedMarkedAndPlaceIsFree() throws Exception {
    HashingPool pool = open(1, 1);
    List<CompletableFuture<Integer>> callers = occupy(pool, 1);
    AtomicBoolean ran = new AtomicBoolean();
    AtomicBoolean marked = new AtomicBoolean();
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                pool.call(() -> ran.getAndSet(true));
              } catch (AuthException refused) {
                outcome.set(refused);
                marked.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    awaitBlocked(caller);
    caller.interrupt();
    caller.join();

    assertEquals(ErrorCode.OVERLOADED, assertInstanceOf(AuthException.class, outcome.get()).code());
    assertTrue(marked.get(), "the interrupt must not be lost");
    callers.addAll(occupy(pool, 1));
    release.countDown();
    for (CompletableFuture<Integer> served : callers) {
      assertEquals(7, served.get());
    }
    assertFalse(ran.get(), "nobody waited for it any more");
  }

  @Test
  void closeWhenCallersWaitThenNobodyHangs() throws Exception {
    HashingPool pool = open(1, 4);
    List<CompletableFuture<Integer>> callers = occupy(pool, 5);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(pool::close);

    for (CompletableFuture<Integer> waiting : callers.subList(1, 5)) {
      assertOverloaded(waiting);
    }
    release.countDown();
    assertEquals(7, callers.get(0).get(), "a running hash may end");
    closing.get();
    assertEquals(
        ErrorCode.OVERLOADED, assertThrows(AuthException.class, () -> pool.call(() -> 1)).code());
  }

  @Test
  void closeWhenCallersArriveMeanwhileThenEachIsAnswered() throws Exception {
    for (int round = 0; round < 200; round++) {
      HashingPool pool = open(2, 2);
      List<CompletableFuture<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        callers.add(call(pool, () -> 7));
      }
      pool.close();
      for (CompletableFuture<Integer> caller : callers) {
        try {
          assertEquals(7, caller.get(5, TimeUnit.SECONDS));
        } catch (ExecutionException refused) {
          assertEquals(
              ErrorCode.OVERLOADED,
              assertInstanceOf(AuthException.class, refused.getCause()).code());
        }
      }
    }
  }

  @Test
  void closeWhenDoneTwiceThenHarmlessAndThreadsEnd() throws Exception {
    HashingPool pool = open(2, 1);
    Thread worker = pool.call(Thread::currentThread);
    pool.close();
    pool.close();
    worker.join();
    assertFalse(worker.isAlive());
  }

  @Test
  void threadsWhenStartedByAForeignApplicationThenKeepNothingOfIt() throws Exception {
    Thread starter = Thread.currentThread();
    ClassLoader before = starter.getContextClassLoader();
    InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
    try (URLClassLoader foreign = new URLClassLoader(new URL[0], before)) {
      starter.setContextClassLoader(foreign);
      inherited.set("foreign");
      HashingPool pool = open(1, 1);
      Thread worker = pool.call(Thread::currentThread);
      assertSame(HashingPool.class.getClassLoader(), worker.getContextClassLoader());
      assertTrue(pool.call(() -> inherited.get() == null));
      assertTrue(worker.isDaemon());
      assertEquals("gatehouse-hash-1", worker.getName());
    } finally {
      starter.setContextClassLoader(before);
      inherited.remove();
    }
  }

  private HashingPool open(int threads, int queueLength) {
    HashingPool pool = new HashingPool(threads, queueLength);
    opened.add(pool);
    return pool;
  }

  /**
   * Callers whose tasks wait for {@link #release}; returns when all of them are inside the pool.
   */
  private List<CompletableFuture<Integer>> occupy(HashingPool pool, int count) throws Exception {
    List<CompletableFuture<Integer>> callers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CompletableFuture<Integer> result = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> complete(result, () -> pool.call(this::sevenWhenReleased)), "caller-" + i);
      caller.setDaemon(true);
      caller.start();
      awaitBlocked(caller);
      callers.add(result);
    }
    return callers;
  }

  private int sevenWhenReleased() {
    boolean interrupted = false;
    while (true) {
      try {
        release.await();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return 7;
      } catch (InterruptedException ignored) {
        // As a bcrypt run, which cannot be interrupted.
        interrupted = true;
      }
    }
  }

  private static <T> CompletableFuture<T> call(HashingPool pool, Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread caller = new Thread(() -> complete(result, () -> pool.call(task)));
    caller.setDaemon(true);
    caller.start();
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
    try {
      result.complete(work.get());
    } catch (RuntimeException fault) {
      result.completeExceptionally(fault);
    }
  }

  private static void awaitBlocked(Thread caller) {
    while (caller.getState() != Thread.State.WAITING) {
      assertTrue(caller.isAlive(), "ended instead of waiting");
      Thread.onSpinWait();
    }
  }

  private static void assertOverloaded(CompletableFuture<Integer> caller) {
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> caller.get(10, TimeUnit.SECONDS));
    assertEquals(
        ErrorCode.OVERLOADED, assertInstanceOf(AuthException.class, refused.getCause()).code());
  }

  private static Supplier<Integer> failing(RuntimeException fault) {
    return () -> {
      throw fault;
    };
  }

  private static Supplier<Integer> failing(Error error) {
    return () -> {
      throw error;
    };
  }
}
