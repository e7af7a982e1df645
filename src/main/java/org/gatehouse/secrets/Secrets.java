package org.gatehouse.secrets;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;

/**
 * The secrets of this installation, each from the first place that has it: setting, store, else
 * made now (256 random bits, or the name's default) and stored. All are read at once, so that a
 * server either starts with all of them or not at all. Immutable.
 */
public final class Secrets {
  private static final Logger LOG = System.getLogger(Secrets.class.getName());

  /** 256 bits, the strength of HS256, HMAC-SHA-256 and A256GCM. */
  private static final int RANDOM_BYTES = 32;

  private final Map<SecretName, Sensitive> values;
  private final SecretBox box;

  private Secrets(Map<SecretName, Sensitive> values) {
    this.values = values;
    this.box = SecretBox.under(get(SecretName.ENCRYPTION_KEY));
  }

  /**
   * Reads every secret, and makes those that exist nowhere. Settings are taken as they are: their
   * form is checked where they are read.
   *
   * @throws SecretStoreException if one cannot be had
   */
  public static Secrets open(
      Function<SecretName, Optional<Sensitive>> fromSettings, SecretStore store) {
    SecureRandom random = new SecureRandom();
    Map<SecretName, Sensitive> values = new EnumMap<>(SecretName.class);
    for (SecretName name : SecretName.values()) {
      values.put(
          name,
          fromSettings
              .apply(name)
              .or(() -> store.find(name))
              .orElseGet(() -> create(name, store, random)));
    }
    Secrets secrets = new Secrets(values);
    secrets.refuseOneKeyForBothTokens();
    secrets.warnOfShortEncryptionKey();
    return secrets;
  }

  /** The secret of that name; there always is one. */
  public Sensitive get(SecretName name) {
    return Objects.requireNonNull(values.get(name));
  }

  /** Encrypts and opens under the main encryption key. */
  public SecretBox box() {
    return box;
  }

  @Override
  public String toString() {
    return "Secrets[***]";
  }

  private static Sensitive create(SecretName name, SecretStore store, SecureRandom random) {
    Sensitive stored = store.createIfAbsent(name, candidate(name, random));
    LOG.log(Level.INFO, "{0} was in no setting and no store: it is stored now", name);
    return stored;
  }

  private static Sensitive candidate(SecretName name, SecureRandom random) {
    if (name == SecretName.ENCRYPTION_KEY) {
      return SecretBox.newKey(random);
    }
    return Sensitive.of(name.defaultValue().orElseGet(() -> randomText(random)));
  }

  private static String randomText(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** With one key, only {@code typ} would keep a refresh token from being an access token. */
  private void refuseOneKeyForBothTokens() {
    if (get(SecretName.JWT_AUTH_TOKEN_SECRET).equals(get(SecretName.JWT_REFRESH_TOKEN_SECRET))) {
      throw new SecretStoreException(
          "JWT_AUTH_TOKEN_SECRET and JWT_REFRESH_TOKEN_SECRET are the same, in the settings or in"
              + " the store. Change or remove one of them; a removed one is made anew.");
    }
  }

  private void warnOfShortEncryptionKey() {
    if (get(SecretName.ENCRYPTION_KEY).utf8().length < RANDOM_BYTES) {
      LOG.log(
          Level.WARNING,
          "the main encryption key (SECRETKEY_OVERWRITE or encryption.key) is shorter than 32"
              + " characters: what it encrypts is only as safe as it is hard to guess");
    }
  }
}
