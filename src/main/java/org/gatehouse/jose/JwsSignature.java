package org.gatehouse.jose;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature computation, by the algorithm of the key. Goes past jose4j's JsonWebSignature, which
 * picks the algorithm by the header's word and reads the header a second time.
 */
final class JwsSignature {
  private static final String HMAC = "HmacSHA256";

  /**
   * Copied for every signature: asking the list of security providers each time, as {@link
   * Mac#getInstance} and jose4j do, cost three times as much as the signature itself. Its key is
   * never used.
   */
  private static final Mac PROTOTYPE = prototype();

  private JwsSignature() {}

  static byte[] sign(SigningKey key, byte[] input) {
    return switch (key.algorithm()) {
      case HS256 -> hmac(key.key(), input);
    };
  }

  /** Takes the same time wherever a wrong signature differs. */
  static boolean isValid(VerificationKey key, byte[] signature, byte[] input) {
    return switch (key.algorithm()) {
      case HS256 -> MessageDigest.isEqual(hmac(key.key(), input), signature);
    };
  }

  private static byte[] hmac(Key key, byte[] input) {
    Mac mac = copy();
    try {
      mac.init(key);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a key that cannot sign", e);
    }
    return mac.doFinal(input);
  }

  private static Mac copy() {
    try {
      return (Mac) PROTOTYPE.clone();
    } catch (CloneNotSupportedException anotherProvider) {
      return prototype();
    }
  }

  /** Only one that has a key knows its provider. */
  private static Mac prototype() {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(new byte[JwsAlgorithm.HS256_MINIMUM_BYTES], HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + HMAC, e);
    }
  }
}
