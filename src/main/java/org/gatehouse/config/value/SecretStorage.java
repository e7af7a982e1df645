package org.gatehouse.config.value;

/** Where the secrets are kept that are generated. */
public enum SecretStorage {
  /** Encrypted files. */
  LOCAL,
  /** AWS Secrets Manager. */
  AWS
}
