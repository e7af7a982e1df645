package org.gatehouse.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Resource-local transactions, one at a time a thread. {@link #call} returns normally only when the
 * rows are safe against the death of the process, unless the work has said {@link #mayBeLost}.
 *
 * <p>Bound to the thread and not to a CDI request, because doors that other applications call have
 * no request scope of ours.
 */
public class Transactions {
  private final Supplier<EntityManagerFactory> factory;
  private final Runnable durabilityBarrier;
  private final LongAdder begun = new LongAdder();

  // Lives as long as the class would: there is one instance a deployment.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Unit> current = new ThreadLocal<>();

  private static final class Unit {
    final EntityManager entityManager;
    final List<Runnable> afterCommit = new ArrayList<>();
    int joined;
    boolean mayBeLost;

    Unit(EntityManager entityManager) {
      this.entityManager = entityManager;
    }
  }

  /**
   * @param factory where entity managers come from
   * @param durabilityBarrier called after each commit; returns when its rows are on disk
   */
  public Transactions(Supplier<EntityManagerFactory> factory, Runnable durabilityBarrier) {
    this.factory = factory;
    this.durabilityBarrier = durabilityBarrier;
  }

  /**
   * Runs work in the current transaction, or in a new one that is committed at the end and rolled
   * back on any exception; an exception in a joined call dooms the whole transaction.
   *
   * @throws Exception what the work throws, unchanged; but where the database cannot answer at the
   *     moment, an {@link AuthException} with {@link ErrorCode#OVERLOADED}
   */
  public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
    Unit joined = current.get();
    if (joined != null) {
      return join(joined, work);
    }
    Unit unit = new Unit(factory.get().createEntityManager());
    begun.increment();
    T result = committed(unit, work);
    try {
      if (!unit.mayBeLost) {
        durabilityBarrier.run();
      }
    } finally {
      // The rows are committed, also where the disk is full: memory must follow them.
      unit.afterCommit.forEach(Runnable::run);
    }
    return result;
  }

  private <T extends @Nullable Object> T committed(Unit unit, Callable<T> work) throws Exception {
    try {
      current.set(unit);
      EntityTransaction transaction = unit.entityManager.getTransaction();
      transaction.begin();
      try {
        T result = work.call();
        transaction.commit();
        return result;
      } finally {
        if (transaction.isActive()) {
          rollBack(transaction);
        }
      }
    } catch (RuntimeException e) {
      throw answer(e);
    } finally {
      current.remove();
      unit.entityManager.close();
    }
  }

  private static RuntimeException answer(RuntimeException failure) {
    return ConstraintViolations.isUnstorableText(failure)
        ? AuthException.withReasons(
            ErrorCode.VALIDATION_FAILED, List.of("a text contains the character U+0000"))
        : Unavailability.translated(failure);
  }

  /** What broke the connection has rolled back, and is what the caller should hear of. */
  private static void rollBack(EntityTransaction transaction) {
    try {
      transaction.rollback();
    } catch (RuntimeException e) {
      System.getLogger(Transactions.class.getName())
          .log(System.Logger.Level.DEBUG, "a transaction could not be rolled back", e);
    }
  }

  /** As {@link #call}, for work that throws no checked exception. */
  public <T extends @Nullable Object> T get(Supplier<T> work) {
    try {
      return call(work::get);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * As {@link #get}, for what must be committed before the caller goes on, whatever comes of it.
   *
   * @throws IllegalStateException inside of a transaction: it would share that one's fate
   */
  public <T extends @Nullable Object> T alone(Supplier<T> work) {
    if (current.get() != null) {
      throw new IllegalStateException("a transaction is running, and this needs one of its own");
    }
    return get(work);
  }

  /** What failed half-way must not be committed, also if the caller goes on after the exception. */
  private static <T extends @Nullable Object> T join(Unit unit, Callable<T> work) throws Exception {
    boolean succeeded = false;
    unit.joined++;
    try {
      T result = work.call();
      succeeded = true;
      return result;
    } finally {
      unit.joined--;
      if (!succeeded) {
        unit.entityManager.getTransaction().setRollbackOnly();
      }
    }
  }

  /** Runs the action once the current transaction is committed; drops it on a rollback. */
  public void afterCommit(Runnable action) {
    unit().afterCommit.add(action);
  }

  /**
   * Lets the current transaction answer before its rows are on disk, which they are a moment later:
   * if the process dies in between, the database is as if it had not been. Without effect in a
   * joined call, since only whoever began the transaction knows all that is in it.
   */
  public void mayBeLost() {
    Unit unit = unit();
    if (unit.joined == 0) {
      unit.mayBeLost = true;
    }
  }

  /** How many transactions were begun since the start: proof of who uses the database. */
  public long begun() {
    return begun.sum();
  }

  EntityManager entityManager() {
    return unit().entityManager;
  }

  private Unit unit() {
    Unit unit = current.get();
    if (unit == null) {
      throw new IllegalStateException("no transaction: the caller lacks @Transactional");
    }
    return unit;
  }
}
