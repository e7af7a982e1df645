package org.gatehouse.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  /** What a door reads. */
  public record Login(
      @Nullable String email, @Nullable Sensitive password, @Nullable Inner inner) {}

  /** A nested object. */
  public record Inner(@Nullable String name) {}

  /** What a door writes. */
  public record Answer(Instant at, Sensitive token, @Nullable String absent) {}

  /** A request with a rule. */
  public record Ruled(@NotNull String email) {}

  @Test
  void readWhenWellFormedThenBoundAndTextUnchanged() {
    Login login =
        read("{\"email\":\" \\u00e4\\ud83d\\ude80\\t \",\"password\":\"a:b\",\"inner\":{}}");
    assertEquals(" \u00e4\ud83d\ude80\t ", login.email());
    assertEquals(Sensitive.of("a:b"), login.password());
    assertEquals(new Inner(null), login.inner());
  }

  @Test
  void readWhenMembersAreUnknownThenIgnoredHoweverTheyLook() {
    Login login = read("{\"role\":[{\"id\":1}],\"email\":\"e\",\"isAdmin\":true,\"x\":null}");
    assertEquals(new Login("e", null, null), login);
  }

  @Test
  void readWhenMembersAreMissingOrNullThenNull() {
    assertEquals(new Login(null, null, null), read("{}"));
    assertNull(read("{\"password\":null}").password());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "\"\"",
        "1",
        "true",
        "{",
        "{\"email\":\"e\"",
        "{\"email\":\"e\",}",
        "{\"email\":\"e\"}{}",
        "{\"email\":\"e\"} x",
        "{\"email\":\"e\",\"email\":\"f\"}",
        "{\"email\":\"e\",\"email\":\"e\"}",
        "{\"\\u0065mail\":\"e\",\"email\":\"f\"}",
        "{\"inner\":{\"name\":\"a\",\"name\":\"b\"}}",
        "{\"ignored\":{\"a\":1,\"a\":2}}",
        "{\"email\":1}",
        "{\"email\":1.5}",
        "{\"email\":true}",
        "{\"email\":[\"e\"]}",
        "{\"email\":{}}",
        "{\"password\":1}",
        "{\"password\":false}",
        "{\"password\":[\"p\"]}",
        "{\"inner\":\"\"}",
        "{\"inner\":\"name\"}",
        "{\"inner\":[]}",
        "[{\"email\":\"e\"}]",
        "{'email':'e'}",
        "{email:\"e\"}",
        "{\"email\":\"e\"/* comment */}",
        "{\"email\":NaN}",
        "{\"email\":\"a\u0000b\"}",
        "{\"email\":\"a\\u0000b\"}",
        "{\"password\":\"a\\u0000b\"}",
        "{\"email\":\"\\ud800\"}",
        "{\"email\":\"\\udc00\\ud800\"}",
        "{\"password\":\"\\ud83dx\"}",
        "{\"email\":\"a\nb\"}",
        "{\"email\":\"\\x41\"}"
      })
  void readWhenNotExactlyTheJsonExpectedThenMalformed(String body) {
    assertEquals(ErrorCode.MALFORMED_BODY, refusal(body).code());
  }

  @Test
  void readWhenBytesAreNotUtf8ThenMalformed() {
    byte[] latin1 = "{\"email\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);
    AuthException refused = assertThrows(AuthException.class, () -> Json.read(latin1, Login.class));
    assertEquals(ErrorCode.MALFORMED_BODY, refused.code());
  }

  @Test
  void readWhenNestedDeeplyThenRefusedAlsoInAnUnknownMember() {
    assertEquals(ErrorCode.MALFORMED_BODY, refusal(nested(33)).code());
    assertEquals(ErrorCode.MALFORMED_BODY, refusal(nested(30_000)).code());
    assertEquals(new Login(null, null, null), read(nested(31)));
  }

  @Test
  void readWhenATypeIsWrongThenTheReasonNamesTheMemberAndNeverTheValue() {
    AuthException refused = refusal("{\"inner\":{\"name\":4711},\"password\":\"hunter2\"}");
    assertEquals(List.of("inner.name has a wrong type or form"), refused.reasons());
    assertNull(refused.getCause());
    for (String body :
        List.of(
            "{\"password\":\"hunter2\\u0000\"}",
            "{\"password\":\"hunter2",
            "{\"password\":[\"hunter2\"]}",
            "{\"password\":\"hunter2\"}hunter2",
            "{\"password\":\"x\",\"hunter2\":1,\"hunter2\":2}")) {
      AuthException e = refusal(body);
      assertFalse((e + " " + e.reasons()).contains("hunter2"), body);
    }
  }

  @Test
  void requireValidWhenAMemberIsMissingThenTheReasonNamesIt() {
    Object incomplete = Json.read("{}".getBytes(StandardCharsets.UTF_8), Ruled.class);
    AuthException refused =
        assertThrows(AuthException.class, () -> BeanValidation.requireValid(incomplete));
    assertEquals(ErrorCode.VALIDATION_FAILED, refused.code());
    assertEquals(List.of("email must not be null"), refused.reasons());
    Ruled right = new Ruled("e");
    assertEquals(right, BeanValidation.requireValid(right));
  }

  @Test
  void writeWhenInstantsThenIsoUtcWithMillisecondsSensitiveRevealedAndNullLeftOut() {
    assertEquals(
        "{\"at\":\"2026-11-24T08:30:00.000Z\",\"token\":\"t\"}",
        write(new Answer(Instant.parse("2026-11-24T08:30:00Z"), Sensitive.of("t"), null)));
    assertEquals(
        "{\"at\":\"2026-11-24T08:30:00.123Z\",\"token\":\"t\",\"absent\":\"\"}",
        write(new Answer(Instant.parse("2026-11-24T08:30:00.123999Z"), Sensitive.of("t"), "")));
  }

  @Test
  void writeWhenLastPageThenNextIsWrittenAsNull() {
    assertEquals("{\"items\":[],\"next\":null}", write(new Page<>(List.of(), null)));
    assertEquals(
        "{\"items\":[{}],\"next\":\"c\"}", write(new Page<>(List.of(new Inner(null)), "c")));
  }

  private static String nested(int depth) {
    return "{\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  private static Login read(String body) {
    return (Login) Json.read(body.getBytes(StandardCharsets.UTF_8), Login.class);
  }

  private static AuthException refusal(String body) {
    return assertThrows(AuthException.class, () -> read(body));
  }

  private static String write(Object value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }
}
