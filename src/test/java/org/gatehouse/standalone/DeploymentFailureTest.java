package org.gatehouse.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.openejb.OpenEJBRuntimeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentFailureTest {
  @Test
  void reasonWhenListenerThrowsMessageThenAllItsLines() {
    String message = "2 settings are wrong:\n  A\n  B";

    assertEquals(message, new DeploymentFailure(new IllegalStateException(message)).reason());
  }

  @Test
  void reasonWhenServerWrapsThenTheWrappedMessage() {
    Exception wrapped = new OpenEJBRuntimeException(new IllegalStateException("wrong settings"));

    assertEquals("wrong settings", new DeploymentFailure(wrapped).reason());
  }

  @Test
  void reasonWhenCauseSaysMoreThenBothOnce() {
    Exception cause = new IOException("disk full");
    cause.setStackTrace(new StackTraceElement[0]);

    assertEquals(
        "no database" + System.lineSeparator() + "Cause: java.io.IOException: disk full",
        new DeploymentFailure(new IllegalStateException("no database", cause)).reason());
  }

  @Test
  void reasonWhenNoMessageThenClassAndPlace() {
    String reason = new DeploymentFailure(new NullPointerException()).reason();

    assertTrue(
        reason.startsWith(
            "java.lang.NullPointerException at " + DeploymentFailureTest.class.getName()),
        reason);
  }

  @Test
  void reasonWhenCausesGoInACircleThenItEnds() {
    Exception one = new IllegalStateException("one");
    one.initCause(new IllegalStateException("two", one));

    assertTrue(new DeploymentFailure(one).reason().startsWith("one"));
  }

  @Test
  void watchWhenServerLogsErrorThenItsFirstExceptionIsTheFailure() {
    Exception first = new IllegalStateException("first");
    try (DeploymentWatch watch = new DeploymentWatch()) {
      assertFalse(watch.hasFailure());
      assertNull(watch.failed(null));

      log("org.apache.catalina.core", first);
      log("OpenEJB", new IllegalStateException("second"));

      assertTrue(watch.hasFailure());
      assertSame(first, watch.failed(new IllegalStateException("last")));
    }
  }

  @Test
  void watchWhenApplicationLogsErrorThenNoFailure() {
    try (DeploymentWatch watch = new DeploymentWatch()) {
      log("com.example.app", null);

      assertFalse(watch.hasFailure());
    }
  }

  private static void log(String logger, @Nullable Throwable thrown) {
    LogRecord record = new LogRecord(Level.SEVERE, "expected by a test");
    record.setLoggerName(logger);
    record.setThrown(thrown);
    Logger.getLogger(logger).log(record);
  }
}
