package org.gatehouse.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthExceptionTest {

  @Test
  void constructWhenDetailIsInternalThenClientHasNoReasons() {
    AuthException refusal = new AuthException(ErrorCode.FORBIDDEN, "role missing");
    assertEquals(ErrorCode.FORBIDDEN, refusal.code());
    assertEquals("role missing", refusal.getMessage());
    assertEquals(List.of(), refusal.reasons());
    assertNull(refusal.retryAfter());
    assertNull(refusal.getCause());
  }

  @Test
  void constructWhenCausedThenCauseIsKept() {
    IllegalStateException cause = new IllegalStateException("x");
    assertSame(cause, new AuthException(ErrorCode.INTERNAL, "fault", cause).getCause());
  }

  @Test
  void withReasonsWhenListChangesLaterThenReasonsStay() {
    List<String> reasons = new ArrayList<>(List.of("Too short.", "Too common."));
    AuthException refusal = AuthException.withReasons(ErrorCode.PASSWORD_REFUSED, reasons);
    reasons.clear();
    assertEquals(List.of("Too short.", "Too common."), refusal.reasons());
    assertThrows(UnsupportedOperationException.class, () -> refusal.reasons().add("x"));
  }

  @Test
  void retryAfterWhenOverloadedThenTimeIsTold() {
    Duration wait = Duration.ofSeconds(3);
    AuthException refusal = AuthException.retryAfter(ErrorCode.OVERLOADED, wait, "queue full");
    assertEquals(wait, refusal.retryAfter());
    assertEquals(List.of(), refusal.reasons());
  }
}
