package org.gatehouse.jose;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.jose.CompactEncryptionException.Reason;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Authenticated encryption as JWE compact (RFC 7516), always {@code dir} with {@code A256GCM} (RFC
 * 7518 sections 4.5 and 5.3), never compressed. The protected header carries the key's id and the
 * name of what is inside, so that one encrypted text cannot stand in for another. Every encryption
 * draws a fresh 96-bit nonce at random: fine for the few texts of an installation (NIST SP 800-38D
 * section 8.3 allows 2^32 a key). Safe for many threads.
 */
public final class CompactEncryption {
  private static final Set<String> HEADER_MEMBERS = Set.of("alg", "enc", "kid", "name");
  private static final String ALG = "dir";
  private static final String ENC = "A256GCM";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final EncryptionKey current;
  private final Map<String, EncryptionKey> byId;

  /** Encrypts with the current key; opens what it or an older one has made. */
  public CompactEncryption(EncryptionKey current, EncryptionKey... older) {
    this.current = current;
    this.byId =
        Stream.concat(Stream.of(current), Arrays.stream(older))
            .collect(Collectors.toUnmodifiableMap(EncryptionKey::kid, Function.identity()));
  }

  /** Encrypts under a name that must be given again to open it. */
  public String encrypt(String name, byte[] plaintext) {
    JsonWebEncryption jwe = withAllowedAlgorithms();
    jwe.setAlgorithmHeaderValue(ALG);
    jwe.setEncryptionMethodHeaderParameter(ENC);
    jwe.setKeyIdHeaderValue(current.kid());
    jwe.setHeader("name", name);
    jwe.setKey(current.key());
    jwe.setPlaintext(plaintext);
    try {
      return jwe.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("cannot encrypt with " + current, e);
    }
  }

  /**
   * Opens what {@link #encrypt} made under that name.
   *
   * @throws CompactEncryptionException with the reason, for every other text
   */
  public byte[] decrypt(String name, String text) {
    Map<String, @Nullable Object> header = header(text);
    EncryptionKey key =
        header.get("kid") instanceof String kid && KeyIds.isAllowed(kid) ? byId.get(kid) : null;
    if (key == null) {
      throw new CompactEncryptionException(Reason.UNKNOWN_KEY);
    }
    byte[] plaintext = open(key, text);
    // Compared after opening: until then the name is only what somebody wrote into a file.
    if (!name.equals(header.get("name"))) {
      throw new CompactEncryptionException(Reason.WRONG_NAME);
    }
    return plaintext;
  }

  private static Map<String, @Nullable Object> header(String text) {
    Optional<Map<String, @Nullable Object>> header =
        CompactForm.parse(text, 5)
            .filter(CompactEncryption::hasPartsOfDirA256Gcm)
            .flatMap(form -> StrictJson.parseObject(form.part(0)));
    if (header.isEmpty()
        || !header.get().keySet().equals(HEADER_MEMBERS)
        || !ALG.equals(header.get().get("alg"))
        || !ENC.equals(header.get().get("enc"))) {
      throw new CompactEncryptionException(Reason.DAMAGED);
    }
    return header.get();
  }

  /**
   * RFC 7518 sections 4.5 and 5.3. jose4j 0.9.6 joins ciphertext and tag without a look at the
   * tag's length: a dot in another place would pass, and fewer than 16 bytes in all end in a
   * ProviderException.
   */
  private static boolean hasPartsOfDirA256Gcm(CompactForm form) {
    return form.part(1).length == 0
        && form.part(2).length == NONCE_BYTES
        && form.part(4).length == TAG_BYTES;
  }

  private static byte[] open(EncryptionKey key, String text) {
    JsonWebEncryption jwe = withAllowedAlgorithms();
    try {
      jwe.setCompactSerialization(text);
      jwe.setKey(key.key());
      return jwe.getPlaintextBytes();
    } catch (JoseException e) {
      throw new CompactEncryptionException(Reason.DAMAGED);
    }
  }

  private static JsonWebEncryption withAllowedAlgorithms() {
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALG));
    jwe.setContentEncryptionAlgorithmConstraints(
        new AlgorithmConstraints(ConstraintType.PERMIT, ENC));
    return jwe;
  }
}
