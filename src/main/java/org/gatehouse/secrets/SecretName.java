package org.gatehouse.secrets;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of an installation, and what each is called in settings and as a file. Settings and
 * file names are those that existing installations have; they never change.
 */
public enum SecretName {
  /** The main encryption key; as a text, see {@link org.gatehouse.crypto.SecretBox#under}. */
  ENCRYPTION_KEY("SECRETKEY_OVERWRITE", "encryption.key", 1, null),
  /** Digests one-time tokens. */
  TOKEN_HASH_SECRET("TOKEN_HASH_SECRET", "token_hash_secret.key", 32, null),
  /** Signs the browser state that exists before a sign-in. */
  EXPRESS_SESSION_SECRET("EXPRESS_SESSION_SECRET", "express_session_secret.key", 32, null),
  /** Signs access tokens. */
  JWT_AUTH_TOKEN_SECRET("JWT_AUTH_TOKEN_SECRET", "jwt_auth_token_secret.key", 32, null),
  /** Signs refresh tokens. */
  JWT_REFRESH_TOKEN_SECRET("JWT_REFRESH_TOKEN_SECRET", "jwt_refresh_token_secret.key", 32, null),
  /** The {@code iss} of every token: no secret, but kept like one. */
  JWT_ISSUER("JWT_ISSUER", "jwt_issuer.key", 1, "Flowise"),
  /** The {@code aud} of every token: no secret, but kept like one. */
  JWT_AUDIENCE("JWT_AUDIENCE", "jwt_audience.key", 1, "Flowise");

  private final String settingName;
  private final String fileName;
  private final int minimumBytes;
  private final Optional<String> defaultValue;

  SecretName(String settingName, String fileName, int minimumBytes, @Nullable String defaultValue) {
    this.settingName = settingName;
    this.fileName = fileName;
    this.minimumBytes = minimumBytes;
    this.defaultValue = Optional.ofNullable(defaultValue);
  }

  /** The setting that wins over every store. */
  public String settingName() {
    return settingName;
  }

  /** Its file in a directory of secrets. */
  public String fileName() {
    return fileName;
  }

  /**
   * The shortest that a stored value may be, in bytes of UTF-8: 32 where it is a key of
   * HMAC-SHA-256 (RFC 7518 section 3.2).
   */
  public int minimumBytes() {
    return minimumBytes;
  }

  /** What it is if nobody says otherwise; empty if it is made at random. */
  public Optional<String> defaultValue() {
    return defaultValue;
  }
}
