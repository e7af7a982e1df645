package org.gatehouse.standalone;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An application that does not serve. The cause, where the server told one, is the first fault. */
final class DeploymentFailure extends Exception {
  private static final long serialVersionUID = 1L;

  DeploymentFailure(@Nullable Throwable cause) {
    super("the application did not start", cause);
  }

  /**
   * Why, for people: the message of the first exception that is no wrapper of the server, in full,
   * and that of its last cause if it says more. An exception that is not meant as a message, such
   * as a NullPointerException, is named with the line that threw it.
   */
  String reason() {
    Throwable first = getCause();
    if (first == null) {
      return "The server did not say why; look at its log records above.";
    }
    while (isWrapper(first) && first.getCause() != null) {
      first = first.getCause();
    }
    String reason = text(first);
    String last = text(rootOf(first));
    return reason.contains(last) ? reason : reason + System.lineSeparator() + "Cause: " + last;
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown.getClass().getName().startsWith("org.apache.");
  }

  private static Throwable rootOf(Throwable thrown) {
    Set<Throwable> seen = new HashSet<>();
    Throwable root = thrown;
    while (root.getCause() != null && seen.add(root)) {
      root = root.getCause();
    }
    return root;
  }

  private static String text(Throwable thrown) {
    String message = thrown.getMessage();
    if (message != null
        && (thrown instanceof IllegalStateException
            || thrown instanceof IllegalArgumentException
            || thrown.getClass().getName().startsWith("org.gatehouse."))) {
      return message;
    }
    StackTraceElement[] trace = thrown.getStackTrace();
    return thrown + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
