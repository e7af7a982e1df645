package org.gatehouse.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature computation, by the algorithm of the key. Goes past jose4j's JsonWebSignature, which
 * picks the algorithm by the header's word and reads the header a second time.
 */
final class JwsSignature {
  private static final String HMAC = "HmacSHA256";

  /** RFC 7518 section 3.4: R and S, each of 32 bytes, and no DER. */
  private static final int ES256_BYTES = 64;

  /**
   * Copied for every signature: asking the list of security providers each time, as {@link
   * Mac#getInstance} and jose4j do, cost three times as much as the signature itself. Its key is
   * never used.
   */
  private static final Mac PROTOTYPE = prototype();

  private JwsSignature() {}

  static byte[] sign(SigningKey key, byte[] input) {
    if (key.algorithm().isSymmetric()) {
      return hmac(key.key(), input);
    }
    try {
      Signature signature = Signature.getInstance(jcaName(key.algorithm()));
      signature.initSign((PrivateKey) key.key());
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that cannot sign", e);
    }
  }

  /** Takes the same time wherever a wrong HMAC differs; public keys have nothing to hide. */
  static boolean isValid(VerificationKey key, byte[] signature, byte[] input) {
    return switch (key.algorithm()) {
      case HS256 -> MessageDigest.isEqual(hmac(key.key(), input), signature);
      case ES256 -> hasProperNumbers(signature) && isValidPublic(key, signature, input);
      case RS256, EdDSA -> isValidPublic(key, signature, input);
    };
  }

  private static boolean isValidPublic(VerificationKey key, byte[] signature, byte[] input) {
    try {
      Signature check = Signature.getInstance(jcaName(key.algorithm()));
      check.initVerify((PublicKey) key.key());
      check.update(input);
      return check.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that cannot check", e);
    }
  }

  /**
   * Whether R and S are between 1 and the order of the curve. Java below 17.0.3 took (0, 0) for a
   * signature of everything (CVE-2022-21449), and it is not ours to know on which Java we run.
   */
  private static boolean hasProperNumbers(byte[] signature) {
    return signature.length == ES256_BYTES
        && isProper(Arrays.copyOfRange(signature, 0, ES256_BYTES / 2))
        && isProper(Arrays.copyOfRange(signature, ES256_BYTES / 2, ES256_BYTES));
  }

  private static boolean isProper(byte[] half) {
    BigInteger number = new BigInteger(1, half);
    return number.signum() > 0 && number.compareTo(JwsAlgorithm.P256_ORDER) < 0;
  }

  private static String jcaName(JwsAlgorithm algorithm) {
    return switch (algorithm) {
      case HS256 -> HMAC;
      case ES256 -> "SHA256withECDSAinP1363Format";
      case RS256 -> "SHA256withRSA";
      case EdDSA -> "Ed25519";
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
