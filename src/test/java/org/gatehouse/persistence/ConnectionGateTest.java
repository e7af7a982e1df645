package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionGateTest {
  private static final int MAY_WAIT = 16;
  private static final long STUCK = 501_000_000L;

  private final AtomicLong nanoTime = new AtomicLong();
  private final Semaphore connections = new Semaphore(0);
  private final CountDownLatch waiting = new CountDownLatch(MAY_WAIT);
  private final ConnectionGate gate = new ConnectionGate(pool(), nanoTime::get);
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void letGo() {
    connections.release(100);
  }

  @Test
  void getConnectionWhenTheLastWasHandedOutLatelyThenAnyNumberWaits() throws Exception {
    fill();
    connections.release(100);
    assertNull(gate.getConnection());
  }

  @Test
  void getConnectionWhenNobodyGetsOneThenOnlySomeWait() throws Exception {
    fill();
    nanoTime.set(STUCK);
    assertThrows(SQLTransientConnectionException.class, gate::getConnection);
    assertThrows(SQLTransientConnectionException.class, gate::getConnection);
  }

  @Test
  void getConnectionWhenSomebodyGotOneAgainThenEverybodyMay() throws Exception {
    fill();
    nanoTime.set(STUCK);
    assertThrows(SQLTransientConnectionException.class, gate::getConnection);
    connections.release(100);
    for (Thread thread : threads) {
      thread.join();
    }
    assertNull(gate.getConnection());
  }

  @Test
  void getConnectionWhenRefusedThenNotCountedAsWaiting() throws Exception {
    fill();
    nanoTime.set(STUCK);
    for (int i = 0; i < 100; i++) {
      assertThrows(SQLTransientConnectionException.class, gate::getConnection);
    }
    connections.release(MAY_WAIT);
    for (Thread thread : threads) {
      thread.join();
    }
    nanoTime.addAndGet(STUCK);
    connections.release(1);
    assertNull(gate.getConnection());
    assertEquals(0, connections.availablePermits());
  }

  private void fill() throws InterruptedException {
    for (int i = 0; i < MAY_WAIT; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  assertNull(gate.getConnection());
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    waiting.await();
  }

  /** Hands out null, once it is allowed to. */
  private DataSource pool() {
    return (DataSource)
        Proxy.newProxyInstance(
            ConnectionGateTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              waiting.countDown();
              connections.acquire();
              return null;
            });
  }
}
