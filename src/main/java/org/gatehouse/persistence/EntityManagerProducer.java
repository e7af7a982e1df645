package org.gatehouse.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Lets repositories inject an {@link EntityManager} that is always the one of the thread's current
 * transaction; using it outside of one is an {@link IllegalStateException}.
 */
@ApplicationScoped
public class EntityManagerProducer {
  @Inject Transactions transactions;

  /** The forwarding entity manager. */
  @Produces
  @Singleton
  EntityManager currentEntityManager() {
    return forwardingTo(transactions);
  }

  /** SQL in the same transactions. */
  @Produces
  @Singleton
  Sql sql() {
    return new Sql(currentEntityManager());
  }

  static EntityManager forwardingTo(Transactions transactions) {
    return (EntityManager)
        Proxy.newProxyInstance(
            EntityManagerProducer.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> "EntityManager of the current transaction";
                };
              }
              try {
                return method.invoke(transactions.entityManager(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
