package org.gatehouse.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

  @Test
  void wireCodesWhenComparedThenUnique() {
    long distinct = Arrays.stream(ErrorCode.values()).map(ErrorCode::wireCode).distinct().count();
    assertEquals(ErrorCode.values().length, distinct);
  }

  @ParameterizedTest
  @EnumSource
  void eachWhenOnTheWireThenFitForAUriAndARefusal(ErrorCode code) {
    assertTrue(code.wireCode().matches("[a-z]+(_[a-z]+)*"), code.wireCode());
    assertTrue(code.status() >= 400 && code.status() <= 599, code.name());
    assertFalse(code.message().isBlank());
  }
}
