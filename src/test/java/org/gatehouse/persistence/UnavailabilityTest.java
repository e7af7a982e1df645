package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnavailabilityTest {
  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300", "57014", "25006", "40P01"})
  void translatedWhenTheDatabaseCannotAnswerThen503WithATimeToWait(String state) {
    RuntimeException failure = new PersistenceException("wrapped", new SQLException("gone", state));
    AuthException answer =
        assertInstanceOf(AuthException.class, Unavailability.translated(failure));
    assertEquals(ErrorCode.OVERLOADED, answer.code());
    assertNotNull(answer.retryAfter());
    assertSame(failure, answer.getCause());
  }

  @Test
  void translatedWhenThePoolIsEmptyThen503() {
    assertTrue(
        Unavailability.isOne(
            new PersistenceException(new SQLTransientConnectionException("no connection"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22001", "42P01", "25P02"})
  void translatedWhenTheMistakeIsOursThenUnchanged(String state) {
    RuntimeException failure = new PersistenceException(new SQLException("no", state));
    assertSame(failure, Unavailability.translated(failure));
    assertFalse(Unavailability.isOne(new SQLException("without a state")));
  }

  @Test
  void translatedWhenRefusedAlreadyThenUnchanged() {
    AuthException refusal =
        new AuthException(ErrorCode.CONFLICT, "lost", new SQLException("gone", "08006"));
    assertSame(refusal, Unavailability.translated(refusal));
  }
}
