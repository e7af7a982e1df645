package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.request.BodyLimit;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form (application/x-www-form-urlencoded, always UTF-8). Read by ourselves:
 * servers take a form for ISO 8859-1 unless told otherwise, and pass over in silence what is
 * malformed, too large or there twice.
 */
public final class Form {
  private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private final Map<String, String> fields;

  private Form(Map<String, String> fields) {
    this.fields = Map.copyOf(fields);
  }

  /**
   * The form in the body of a request.
   *
   * @throws AuthException if the body is no form, larger than 64 KiB or malformed
   */
  static Form read(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    if (type == null
        || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
      throw new AuthException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "no form");
    }
    byte[] body = BodyLimit.read(request.getInputStream());
    return parse(new String(body, StandardCharsets.ISO_8859_1));
  }

  /** The fields in the query of a request; none if there is no query, or a malformed one. */
  static Form ofQuery(HttpServletRequest request) {
    try {
      return parse(Optional.ofNullable(request.getQueryString()).orElse(""));
    } catch (AuthException malformed) {
      return new Form(Map.of());
    }
  }

  /**
   * Reads fields, one byte a character.
   *
   * @throws AuthException {@link ErrorCode#BAD_REQUEST}
   */
  public static Form parse(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String before =
          pair.isEmpty()
              ? null
              : fields.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
      if (before != null) {
        throw malformed();
      }
    }
    return new Form(fields);
  }

  /** The field's text; empty if it is not there. */
  public String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The field's text, which nobody may see. */
  public Sensitive secret(String name) {
    return Sensitive.of(text(name));
  }

  /** The field's text, if it is there and not empty. */
  Optional<String> find(String name) {
    return Optional.ofNullable(fields.get(name)).filter(text -> !text.isEmpty());
  }

  @Override
  public String toString() {
    return "Form";
  }

  private static String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.write(octet(text, i));
        i += 3;
      } else {
        bytes.write(c == '+' ? ' ' : c);
        i++;
      }
    }
    return utf8(bytes.toByteArray());
  }

  private static int octet(String text, int percent) {
    try {
      return HexFormat.fromHexDigits(text, percent + 1, percent + 3);
    } catch (IllegalArgumentException | IndexOutOfBoundsException notHexadecimal) {
      throw malformed();
    }
  }

  private static String utf8(byte[] bytes) {
    @Nullable String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed();
    }
    // As in JSON: not every database keeps one.
    if (text.indexOf('\0') >= 0) {
      throw malformed();
    }
    return text;
  }

  /** Without its cause: what was sent may be a password. */
  private static AuthException malformed() {
    return new AuthException(ErrorCode.BAD_REQUEST, "malformed form");
  }
}
