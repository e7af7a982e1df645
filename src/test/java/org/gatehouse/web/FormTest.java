package org.gatehouse.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  @Test
  void parseWhenEncodedThenUtf8() {
    Form form = Form.parse("a=b+c%2Bd&p=%C3%BC%F0%9F%94%91%26%3D&empty=&bare&=nameless");

    assertEquals("b c+d", form.text("a"));
    assertEquals("\u00fc\ud83d\udd11&=", form.secret("p").reveal());
    assertEquals("", form.text("empty"));
    assertEquals("", form.text("bare"));
    assertEquals("", form.text("absent"));
    assertEquals(Optional.empty(), form.find("empty"));
    assertEquals("Form", form.toString());
  }

  @Test
  void parseWhenEmptyThenNothing() {
    assertEquals("", Form.parse("").text(""));
    assertEquals("1", Form.parse("&&a=1&").text("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%-1",
        "a=% 1",
        "%=a",
        "a=%C3",
        "a=%FF",
        "a=%C0%AF",
        "a=%ED%A0%80",
        "a=\u00fc",
        "a=%00",
        "a=1&a=2",
        "a=1&%61=1"
      })
  void parseWhenMalformedThenRefusedWithoutRepeatingIt(String text) {
    AuthException refusal = assertThrows(AuthException.class, () -> Form.parse(text));

    assertEquals(ErrorCode.BAD_REQUEST, refusal.code());
    assertEquals("malformed form", refusal.getMessage());
    assertFalse(refusal.getCause() != null);
  }
}
