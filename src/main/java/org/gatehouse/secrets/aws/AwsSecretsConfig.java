package org.gatehouse.secrets.aws;

import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStoreException;

/**
 * Which secrets of AWS Secrets Manager are ours, and who we are.
 *
 * @param region such as {@code eu-central-1}; never asked of the machine
 * @param endpoint another one than the region's
 * @param keys credentials; empty: the default chain of the AWS SDK
 * @param mainKeyId id of the main encryption key
 * @param prefix what the ids of the others begin with
 */
public record AwsSecretsConfig(
    String region, Optional<URI> endpoint, Optional<Keys> keys, String mainKeyId, String prefix) {
  /** An access key of AWS. */
  public record Keys(Sensitive accessKeyId, Sensitive secretKey) {}

  /** Refuses one id for two secrets. */
  public AwsSecretsConfig {
    Set<String> ids = new HashSet<>();
    for (SecretName name : SecretName.values()) {
      if (!ids.add(id(name, mainKeyId, prefix))) {
        throw new SecretStoreException(
            "SECRETKEY_AWS_NAME is "
                + mainKeyId
                + ", which is the id of "
                + name
                + " under SECRETKEY_AWS_AUTH_PREFIX. Give the main key an id of its own.");
      }
    }
  }

  /** The id of a secret in AWS Secrets Manager. */
  String id(SecretName name) {
    return id(name, mainKeyId, prefix);
  }

  /** The endings are those that existing installations have. */
  private static String id(SecretName name, String mainKeyId, String prefix) {
    return switch (name) {
      case ENCRYPTION_KEY -> mainKeyId;
      case TOKEN_HASH_SECRET -> prefix + "TokenHashSecret";
      case EXPRESS_SESSION_SECRET -> prefix + "ExpressSessionSecret";
      case JWT_AUTH_TOKEN_SECRET -> prefix + "JWTAuthTokenSecret";
      case JWT_REFRESH_TOKEN_SECRET -> prefix + "JWTRefreshTokenSecret";
      case JWT_ISSUER -> prefix + "JWTIssuer";
      case JWT_AUDIENCE -> prefix + "JWTAudience";
    };
  }
}
