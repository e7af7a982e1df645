package org.gatehouse.kernel;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How deeds at the same moment ended.
 *
 * @param won what those gave that succeeded
 * @param lost why the others were refused
 */
public record Race<T>(List<T> won, List<ErrorCode> lost) {
  /** Lets all of them run at once; one that fails otherwise than refused fails the test. */
  public static <T> Race<T> of(List<Callable<T>> deeds) throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(deeds.size());
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> results = new ArrayList<>();
    for (Callable<T> deed : deeds) {
      results.add(
          executor.submit(
              () -> {
                start.await();
                return deed.call();
              }));
    }
    start.countDown();
    Race<T> race = new Race<>(new ArrayList<>(), new ArrayList<>());
    for (Future<T> result : results) {
      try {
        race.won.add(result.get());
      } catch (ExecutionException refused) {
        race.lost.add(
            assertInstanceOf(AuthException.class, refused.getCause(), refused::toString).code());
      }
    }
    executor.shutdown();
    return race;
  }
}
