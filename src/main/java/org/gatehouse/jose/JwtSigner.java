package org.gatehouse.jose;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/**
 * Writes signed tokens: JWS compact, header exactly {@code alg}, {@code kid}, {@code typ}. Equal
 * input gives equal bytes, with all algorithms but ES256, so that a token can be made again from
 * what it was made from; so the claims come in a map with an order of its own, like {@link
 * LinkedHashMap} (that of {@code Map.of} changes with every start of Java). Safe for many threads.
 */
public final class JwtSigner {

  /**
   * Signs claims.
   *
   * @param typ the kind of token, for example {@code at+jwt}
   * @param claims names to String, Boolean, Integer, Long, Instant (written as whole seconds since
   *     1970, rounded down) or a List of Strings; kept in their order
   * @throws IllegalArgumentException for a claim of another type, or if the token would be longer
   *     than {@link JwtVerifier} accepts
   */
  public String sign(SigningKey key, String typ, Map<String, Object> claims) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", key.algorithm().name());
    header.put("kid", key.kid());
    header.put("typ", typ);
    Map<String, Object> payload = new LinkedHashMap<>();
    claims.forEach((name, value) -> payload.put(name, jsonValue(name, value)));
    String input = encode(header) + "." + encode(payload);
    byte[] signature = JwsSignature.sign(key, input.getBytes(StandardCharsets.US_ASCII));
    String token = input + "." + CompactForm.encode(signature);
    if (token.length() > JwtVerifier.MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "a token of " + token.length() + " characters would be refused everywhere");
    }
    return token;
  }

  private static Object jsonValue(String name, Object value) {
    if (value instanceof Instant time) {
      return time.getEpochSecond();
    }
    boolean plain =
        value instanceof String
            || value instanceof Boolean
            || value instanceof Integer
            || value instanceof Long;
    boolean texts =
        value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
    if (!plain && !texts) {
      throw new IllegalArgumentException("claim " + name + " has a type that is not written");
    }
    return value;
  }

  private static String encode(Map<String, Object> json) {
    return CompactForm.encode(JsonUtil.toJson(json).getBytes(StandardCharsets.UTF_8));
  }
}
