package org.gatehouse.outbound;

/** Who has named the address of a request, and so how far it is trusted. */
public enum NamedBy {
  /** The settings of this process: may lead anywhere. */
  OPERATOR,
  /** Somebody else, such as a document of another server: may lead to public addresses only. */
  OTHERS
}
