package org.gatehouse.audit;

/** Whether the deed succeeded. Names are stored and must not change. */
public enum AuditOutcome {
  SUCCESS,
  FAILURE
}
