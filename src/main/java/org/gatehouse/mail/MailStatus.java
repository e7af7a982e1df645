package org.gatehouse.mail;

/** Where a mail stands. Names are stored and must not change. */
public enum MailStatus {
  /** To be sent, now or after a failure later. */
  WAITING,
  /** The mail server has taken it. */
  SENT,
  /** Given up after a day of failures, or refused for good; somebody has to look. */
  PARKED
}
