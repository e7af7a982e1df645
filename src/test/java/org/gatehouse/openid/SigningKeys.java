package org.gatehouse.openid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The keys of a provider: the one it signs with, and the set that it publishes. */
public final class SigningKeys {
  private final List<PublicJsonWebKey> published = new ArrayList<>();

  /** Made once: it takes as long as a whole test. */
  private static final RsaJsonWebKey FIRST = rsa("key-1");

  private RsaJsonWebKey current = FIRST;

  SigningKeys() {
    published.add(current);
  }

  /** Another key from now on, which is published with the older ones. */
  public synchronized void rotate() {
    current = rsa("key-" + (published.size() + 1));
    published.add(current);
  }

  synchronized Map<String, Object> published() {
    List<Map<String, Object>> keys = new ArrayList<>();
    // What a client does not know is to be passed over.
    keys.add(Map.of("kty", "quantum", "kid", "later"));
    published.forEach(key -> keys.add(key.toParams(OutputControlLevel.PUBLIC_ONLY)));
    return Map.of("keys", keys);
  }

  synchronized RsaJsonWebKey current() {
    return current;
  }

  /** Signs with the current key. */
  public synchronized String sign(Map<String, Object> claims) {
    return sign(claims, current, current.getKeyId(), Map.of());
  }

  static String sign(
      Map<String, Object> claims, PublicJsonWebKey key, String kid, Map<String, Object> header) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setKeyIdHeaderValue(kid);
    Map<String, Object> more = new HashMap<>(header);
    more.forEach(signature.getHeaders()::setObjectHeaderValue);
    signature.setPayload(OpenIdProvider.write(claims));
    signature.setKey(key.getPrivateKey());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  static RsaJsonWebKey rsa(String kid) {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(kid);
      key.setUse("sig");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
