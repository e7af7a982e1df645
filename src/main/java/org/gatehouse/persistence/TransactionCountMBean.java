package org.gatehouse.persistence;

/** What a monitor may read of the transactions, over JMX. */
public interface TransactionCountMBean {
  /** How many were begun since the start. */
  long getBegun();
}
