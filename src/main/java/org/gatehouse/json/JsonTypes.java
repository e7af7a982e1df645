package org.gatehouse.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;

/** How single values stand in JSON. */
final class JsonTypes {
  private JsonTypes() {}

  /** What a client learns of a syntax or type error: which member, never what stood there. */
  static AuthException malformed(JsonProcessingException e) {
    String member =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."))
            : "";
    return member.isEmpty()
        ? new AuthException(ErrorCode.MALFORMED_BODY, "the body is not the JSON expected")
        : AuthException.withReasons(
            ErrorCode.MALFORMED_BODY, List.of(member + " has a wrong type or form"));
  }

  /**
   * Text that is Unicode: an unpaired surrogate has no UTF-8 form, so it would be stored or hashed
   * as something else; NUL ends a text in too many other systems.
   */
  static final class UnicodeText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    UnicodeText() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        // Refuses every other type by the mapper's coercion rules.
        return StringDeserializer.instance.deserialize(parser, context);
      }
      String text = parser.getText();
      if (text.indexOf('\0') >= 0 || hasUnpairedSurrogate(text)) {
        throw JsonMappingException.from(parser, "text with NUL or an unpaired surrogate");
      }
      return text;
    }

    private static boolean hasUnpairedSurrogate(String text) {
      return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
  }

  /** Text that must not be seen. */
  static final class SensitiveText extends StdScalarDeserializer<Sensitive> {
    private static final long serialVersionUID = 1L;
    private static final UnicodeText TEXT = new UnicodeText();

    SensitiveText() {
      super(Sensitive.class);
    }

    @Override
    public Sensitive deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return Sensitive.of(TEXT.deserialize(parser, context));
    }
  }

  /** A secret that is handed out on purpose: a member of a response that the caller is due. */
  static final class RevealedText extends StdScalarSerializer<Sensitive> {
    private static final long serialVersionUID = 1L;

    RevealedText() {
      super(Sensitive.class);
    }

    @Override
    public void serialize(Sensitive value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.reveal());
    }
  }

  /** {@code 2026-11-24T08:30:00.000Z}. */
  static final class UtcMillis extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter FORM =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    UtcMillis() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(FORM.format(value));
    }
  }
}
