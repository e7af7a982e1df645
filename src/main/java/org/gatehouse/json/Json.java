package org.gatehouse.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.request.BodyLimit;

/**
 * JSON as Gatehouse reads and writes it. Reading is strict (RFC 8259): one value, no duplicate
 * members, no conversion between types, no text that is not Unicode; unknown members are ignored.
 * Writing leaves out what is null and gives instants as ISO-8601 UTC with milliseconds.
 */
public final class Json {
  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  private static ObjectMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // An exception that quotes its source would quote a password.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxDocumentLength(BodyLimit.MAX_BYTES)
                    .build())
            .build();
    JsonMapper.Builder mapper =
        JsonMapper.builder(factory)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .withConfigOverride(
                Page.class,
                page ->
                    page.setInclude(
                        JsonInclude.Value.construct(
                            JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS)))
            .withCoercionConfig(
                LogicalType.Textual,
                text -> {
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                  text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                  text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                });
    return mapper
        .addModule(
            new SimpleModule("gatehouse")
                .addDeserializer(String.class, new JsonTypes.UnicodeText())
                .addDeserializer(Sensitive.class, new JsonTypes.SensitiveText())
                .addSerializer(Sensitive.class, new JsonTypes.RevealedText())
                .addSerializer(Instant.class, new JsonTypes.UtcMillis()))
        .build();
  }

  /**
   * Reads one value.
   *
   * @throws AuthException {@link ErrorCode#MALFORMED_BODY}; names the member that is wrong, never
   *     its value
   */
  static Object read(byte[] body, Type type) {
    try (JsonParser parser = MAPPER.createParser(text(body))) {
      Object value = MAPPER.readValue(parser, MAPPER.constructType(type));
      if (value == null) {
        throw new AuthException(ErrorCode.MALFORMED_BODY, "the body is null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw JsonTypes.malformed(e);
    } catch (IOException e) {
      throw new AuthException(ErrorCode.MALFORMED_BODY, "the body could not be read", e);
    }
  }

  /**
   * Strictly UTF-8 (RFC 8259, section 8.1). Jackson, given bytes, guesses UTF-16 and UTF-32 and
   * takes over-long forms, in which one text has several spellings.
   */
  private static String text(byte[] body) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * Reads an object whose members are texts, as {@link #write} writes a map of them.
   *
   * @throws AuthException {@link ErrorCode#MALFORMED_BODY}
   */
  public static Map<String, String> readTexts(byte[] object) {
    Map<String, String> texts = new HashMap<>();
    Map<?, ?> members =
        (Map<?, ?>)
            read(
                object,
                MAPPER.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    members.forEach((name, text) -> texts.put((String) name, (String) text));
    return texts;
  }

  /**
   * Reads what another server has sent: objects are maps, arrays lists.
   *
   * @throws AuthException {@link ErrorCode#MALFORMED_BODY}
   */
  public static Object readAny(byte[] value) {
    return read(value, Object.class);
  }

  /** Writes a value in UTF-8, without what is null. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a response that is no JSON", e);
    }
  }
}
