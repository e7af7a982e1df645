package org.gatehouse.persistence;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Has EclipseLink give up at once where the connection breaks: by itself it waits five seconds, on
 * the thread of a request, and tries again, three times.
 */
public final class WithoutRetries implements SessionCustomizer {
  @Override
  public void customize(Session session) {
    session.getLogin().setQueryRetryAttemptCount(0);
  }
}
