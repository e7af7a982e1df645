package org.gatehouse.secrets.aws;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.secrets.MainKeyPlace;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStore;
import org.gatehouse.secrets.SecretStoreException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Secrets in AWS Secrets Manager. At a start, all calls together have 15 seconds, so that one that
 * fails has said why within 20. Needs {@code secretsmanager:GetSecretValue}, and {@code
 * secretsmanager:CreateSecret} where a secret is missing. For one thread.
 */
public final class AwsSecretStore implements SecretStore, AutoCloseable {
  private static final Logger LOG = System.getLogger(AwsSecretStore.class.getName());

  static final Duration LIMIT = Duration.ofSeconds(15);

  /** A secret that somebody has just created may not be readable at once on every node of AWS. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private static final int READS_AFTER_A_RACE = 12;

  static final String CURRENT = "AWSCURRENT";
  private static final String READ = "secretsmanager:GetSecretValue";
  private static final String CREATE = "secretsmanager:CreateSecret";

  private final AwsSecretsConfig config;
  private final AwsFaults faults;
  private final TimeLimit limit;
  private final SecretsManagerClient client;

  private AwsSecretStore(
      AwsSecretsConfig config, AwsFaults faults, TimeLimit limit, SecretsManagerClient client) {
    this.config = config;
    this.faults = faults;
    this.limit = limit;
    this.client = client;
  }

  /**
   * Finds the credentials; asks nothing of AWS Secrets Manager yet.
   *
   * @throws SecretStoreException if there are none
   */
  public static AwsSecretStore open(AwsSecretsConfig config) {
    return open(config, TimeLimit.forAllCalls(LIMIT));
  }

  /** The same for a command, which may pause between its calls: the limit is that of each. */
  public static AwsSecretStore openForCommand(AwsSecretsConfig config) {
    return open(config, TimeLimit.forEachCall(LIMIT));
  }

  static AwsSecretStore open(AwsSecretsConfig config, TimeLimit limit) {
    AwsFaults faults = new AwsFaults(config);
    @Nullable AwsSecretStore opened = null;
    try {
      AwsCredentials credentials = credentials(config, faults, limit);
      SecretsManagerClient client = client(config, credentials, faults, limit);
      opened = new AwsSecretStore(config, faults, limit, client);
      return opened;
    } finally {
      if (opened == null) {
        limit.close();
      }
    }
  }

  private static AwsCredentials credentials(
      AwsSecretsConfig config, AwsFaults faults, TimeLimit limit) {
    if (config.keys().isPresent()) {
      AwsSecretsConfig.Keys keys = config.keys().get();
      return AwsBasicCredentials.create(keys.accessKeyId().reveal(), keys.secretKey().reveal());
    }
    try {
      return limit.call(
          () -> {
            try (DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build()) {
              return chain.resolveCredentials();
            }
          });
    } catch (SdkException | IllegalArgumentException | IllegalStateException | TimeLimit.Over e) {
      throw faults.noCredentials();
    }
  }

  private static SecretsManagerClient client(
      AwsSecretsConfig config, AwsCredentials credentials, AwsFaults faults, TimeLimit limit) {
    try {
      return limit.call(
          () -> {
            // Three attempts (the SDK's standard) and the pauses between them stay within the
            // limit.
            Duration attempt = limit.limit().multipliedBy(4).dividedBy(15);
            Duration call = limit.limit().multipliedBy(13).dividedBy(15);
            SecretsManagerClientBuilder builder =
                SecretsManagerClient.builder()
                    .region(Region.of(config.region()))
                    .credentialsProvider(StaticCredentialsProvider.create(credentials))
                    .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                            .connectionTimeout(attempt)
                            .socketTimeout(attempt))
                    .overrideConfiguration(
                        o ->
                            o.apiCallTimeout(call)
                                .apiCallAttemptTimeout(attempt)
                                .retryStrategy(RetryMode.STANDARD));
            config.endpoint().ifPresent(builder::endpointOverride);
            return builder.build();
          });
    } catch (TimeLimit.Over e) {
      throw faults.noCredentials();
    } catch (RuntimeException e) {
      throw faults.noClient(e);
    }
  }

  @Override
  public Optional<Sensitive> find(SecretName name) {
    return read(name).map(value -> usable(name, value));
  }

  @Override
  public Sensitive createIfAbsent(SecretName name, Sensitive candidate) {
    if (create(name, candidate)) {
      return candidate;
    }
    LOG.log(Level.INFO, "{0} was created by somebody else meanwhile: read again", name);
    for (int reads = 0; reads < READS_AFTER_A_RACE && limit.leaves(PAUSE); reads++) {
      Optional<Sensitive> stored = find(name);
      if (stored.isPresent()) {
        return stored.get();
      }
      pause();
    }
    throw faults.withoutValue(config.id(name));
  }

  /** The main key in AWS, for a change of it; no setting plays a part. */
  public MainKeyPlace mainKey() {
    return new AwsMainKey(this);
  }

  private Optional<GetSecretValueResponse> read(SecretName name) {
    return read(config.id(name), CURRENT);
  }

  /** Empty only where AWS says that there is no such secret, or no value of it at that stage. */
  Optional<GetSecretValueResponse> read(String id, String stage) {
    return call(
        READ,
        id,
        aws -> {
          try {
            return Optional.of(
                aws.getSecretValue(
                    request -> {
                      request.secretId(id);
                      if (!stage.equals(CURRENT)) {
                        request.versionStage(stage);
                      }
                    }));
          } catch (ResourceNotFoundException absent) {
            return Optional.empty();
          }
        });
  }

  String mainKeyId() {
    return config.mainKeyId();
  }

  /** False if somebody else has one by that id. */
  private boolean create(SecretName name, Sensitive candidate) {
    String id = config.id(name);
    return call(
        CREATE,
        id,
        aws -> {
          try {
            aws.createSecret(
                request ->
                    request
                        .name(id)
                        .secretString(candidate.reveal())
                        .description("Gatehouse: " + name.settingName()));
            return true;
          } catch (ResourceExistsException taken) {
            return false;
          }
        });
  }

  <T> T call(String action, String id, Function<SecretsManagerClient, T> request) {
    try {
      return limit.call(() -> request.apply(client));
    } catch (TimeLimit.Over e) {
      throw faults.tooLate(action, id, limit);
    } catch (SecretStoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw faults.explain(action, id, e);
    }
  }

  Sensitive usable(SecretName name, GetSecretValueResponse value) {
    String id = config.id(name);
    @Nullable String text = value.secretString();
    if (text == null) {
      throw value.secretBinary() == null ? faults.withoutValue(id) : faults.binary(id);
    }
    // What a console or an editor has put after a key is not part of it.
    Sensitive secret = Sensitive.of(name == SecretName.ENCRYPTION_KEY ? text.strip() : text);
    if (text.isBlank()) {
      throw faults.unusable(id, "is empty");
    }
    if (secret.utf8().length < name.minimumBytes()) {
      throw faults.unusable(id, "has fewer than " + name.minimumBytes() + " bytes");
    }
    return secret;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SecretStoreException("interrupted while waiting for AWS Secrets Manager", e);
    }
  }

  @Override
  public void close() {
    client.close();
    limit.close();
  }

  @Override
  public String toString() {
    return "AwsSecretStore[" + config.region() + "]";
  }
}
