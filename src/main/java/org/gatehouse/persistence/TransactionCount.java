package org.gatehouse.persistence;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Shows the number of transactions to monitors ({@code org.gatehouse:type=Transactions}): the proof
 * that a request with a token costs none.
 */
public final class TransactionCount implements TransactionCountMBean {
  private static final String NAME = "org.gatehouse:type=Transactions";

  private final Transactions transactions;

  private TransactionCount(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Publishes the count; a second Gatehouse in one JVM goes without. */
  public static void register(Transactions transactions) {
    try {
      server().registerMBean(new TransactionCount(transactions), new ObjectName(NAME));
    } catch (InstanceAlreadyExistsException another) {
      System.getLogger(TransactionCount.class.getName())
          .log(System.Logger.Level.DEBUG, "another Gatehouse in this JVM publishes its count");
    } catch (JMException e) {
      throw new IllegalStateException("the count of transactions cannot be published", e);
    }
  }

  /** Takes the count back. */
  public static void unregister() {
    try {
      ObjectName name = new ObjectName(NAME);
      if (server().isRegistered(name)) {
        server().unregisterMBean(name);
      }
    } catch (JMException e) {
      throw new IllegalStateException("the count of transactions cannot be taken back", e);
    }
  }

  @Override
  public long getBegun() {
    return transactions.begun();
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
