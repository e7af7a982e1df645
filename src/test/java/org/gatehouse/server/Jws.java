package org.gatehouse.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token taken apart (RFC 7515, section 7.1), to be changed and signed again with any key.
 *
 * @param header JSON text, which need not be valid
 * @param payload JSON text, which need not be valid
 */
public record Jws(String header, String payload) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Takes a compact token apart. */
  public static Jws of(String token) {
    List<String> parts = List.of(token.split("\\.", -1));
    return new Jws(decode(parts.get(0)), decode(parts.get(1)));
  }

  /** The header, to be changed. */
  public ObjectNode headerObject() {
    return object(header);
  }

  /** The claims, to be changed. */
  public ObjectNode claims() {
    return object(payload);
  }

  /** The same with another header. */
  public Jws withHeader(Object json) {
    return new Jws(json.toString(), payload);
  }

  /** The same with other claims. */
  public Jws withPayload(Object json) {
    return new Jws(header, json.toString());
  }

  /** Signs whatever the header says: {@code HmacSHA256} is HS256. */
  public String sign(String secret, String macAlgorithm) {
    String input = encode(header) + "." + encode(payload);
    try {
      Mac mac = Mac.getInstance(macAlgorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), macAlgorithm));
      return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs with HS256, whatever the header says. */
  public String sign(String secret) {
    return sign(secret, "HmacSHA256");
  }

  /** Without a signature. */
  public String unsigned() {
    return encode(header) + "." + encode(payload) + ".";
  }

  /** Base64url. */
  public static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
