package org.gatehouse.crypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.gatehouse.jose.CompactEncryption;
import org.gatehouse.jose.CompactEncryptionException;
import org.gatehouse.jose.EncryptionKey;
import org.gatehouse.kernel.Sensitive;

/**
 * Keeps secrets at rest under the main encryption key: authenticated encryption (JWE compact, dir,
 * A256GCM) bound to the name of what is inside. Safe for many threads.
 */
public final class SecretBox {
  private static final int KEY_BYTES = 32;

  private final CompactEncryption encryption;
  private final String keyId;

  private SecretBox(EncryptionKey key) {
    this.encryption = new CompactEncryption(key);
    this.keyId = key.kid();
  }

  /**
   * A box under a main encryption key given as text. Standard base64 of 32 bytes means those bytes,
   * which is what {@link #newKey} writes. Installations of the older layout have keys of any other
   * form (theirs were base64 of 24 bytes, or a sentence of the operator's); there the key is the
   * SHA-256 of the text's UTF-8, so that its strength is the text's.
   *
   * @throws IllegalArgumentException if the text is blank
   */
  public static SecretBox under(Sensitive key) {
    String text = key.reveal().strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the main encryption key is empty");
    }
    return new SecretBox(EncryptionKey.of(base64Key(text).orElseGet(() -> Sha256.of(text))));
  }

  /** A box for one purpose under a secret that has others, too: none opens what is another's. */
  public static SecretBox derived(Sensitive secret, String purpose) {
    return under(Sensitive.of(new PurposeMac(secret, "key: " + purpose).of("")));
  }

  /** A new main encryption key: 32 random bytes in standard base64. */
  public static Sensitive newKey(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Sensitive.of(Base64.getEncoder().encodeToString(bytes));
  }

  /** Which key it is: the same key has the same id everywhere, and the id tells nothing of it. */
  public String keyId() {
    return keyId;
  }

  /** Encrypts a secret under its name. */
  public String seal(String name, Sensitive secret) {
    return encryption.encrypt(name, secret.utf8());
  }

  /**
   * Opens what was sealed under that name.
   *
   * @throws SealException with the reason, for every other text
   */
  public Sensitive open(String name, String sealed) {
    try {
      return Sensitive.of(new String(encryption.decrypt(name, sealed), StandardCharsets.UTF_8));
    } catch (CompactEncryptionException e) {
      throw new SealException(reason(e.reason()), e);
    }
  }

  private static SealException.Reason reason(CompactEncryptionException.Reason reason) {
    return switch (reason) {
      case DAMAGED -> SealException.Reason.DAMAGED;
      case UNKNOWN_KEY -> SealException.Reason.UNKNOWN_KEY;
      case WRONG_NAME -> SealException.Reason.WRONG_NAME;
    };
  }

  private static Optional<byte[]> base64Key(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text)).filter(b -> b.length == KEY_BYTES);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
