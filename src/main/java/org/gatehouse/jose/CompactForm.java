package org.gatehouse.jose;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a compact serialization (RFC 7515 section 7.1, RFC 7516 section 7.1), decoded. Reads
 * exactly one spelling: base64url without padding, white space or stray bits in the last character.
 * Otherwise a token would have several texts, and a look-up of a used or revoked one could be
 * walked around.
 */
record CompactForm(String text, List<byte[]> parts) {

  static Optional<CompactForm> parse(String text, int count) {
    List<byte[]> parts = new ArrayList<>(count);
    int from = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
      if (parts.size() == count - 1 || !addDecoded(parts, text.substring(from, dot))) {
        return Optional.empty();
      }
      from = dot + 1;
    }
    if (!addDecoded(parts, text.substring(from)) || parts.size() != count) {
      return Optional.empty();
    }
    return Optional.of(new CompactForm(text, parts));
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  byte[] part(int index) {
    return parts.get(index);
  }

  /** The first part as it was written. */
  String beforeFirstDot() {
    return text.substring(0, text.indexOf('.'));
  }

  /** Everything before the last dot: what a signature covers. */
  String beforeLastPart() {
    return text.substring(0, text.lastIndexOf('.'));
  }

  private static boolean addDecoded(List<byte[]> parts, String encoded) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(encoded);
      // The JDK's decoder takes padding and ignores stray bits; writing it again shows both.
      return encode(bytes).equals(encoded) && parts.add(bytes);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
