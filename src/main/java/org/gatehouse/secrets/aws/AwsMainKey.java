package org.gatehouse.secrets.aws;

import java.util.Objects;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.secrets.MainKeyPlace;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStoreException;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * The main key as versions of one secret: servers read {@code AWSCURRENT}; the key to come has a
 * staging label of ours, not {@code AWSPENDING}, which belongs to AWS's own rotation. AWS keeps the
 * old key as {@code AWSPREVIOUS}.
 */
final class AwsMainKey implements MainKeyPlace {
  static final String NEXT = "GATEHOUSE_NEXT";
  private static final String PUT = "secretsmanager:PutSecretValue";
  private static final String MOVE = "secretsmanager:UpdateSecretVersionStage";

  private final AwsSecretStore store;

  AwsMainKey(AwsSecretStore store) {
    this.store = store;
  }

  @Override
  public Optional<Sensitive> findPresent() {
    return store.find(SecretName.ENCRYPTION_KEY);
  }

  @Override
  public Optional<Sensitive> findNext() {
    return nextVersion().map(version -> store.usable(SecretName.ENCRYPTION_KEY, version));
  }

  /** The label stays where it was after a change: then it marks the present key. */
  private Optional<GetSecretValueResponse> nextVersion() {
    Optional<GetSecretValueResponse> next = store.read(store.mainKeyId(), NEXT);
    return next.filter(version -> !version.versionStages().contains(AwsSecretStore.CURRENT));
  }

  @Override
  public void keepNext(Sensitive next) {
    String id = store.mainKeyId();
    Object unused =
        store.call(
            PUT,
            id,
            aws ->
                aws.putSecretValue(
                    request ->
                        request.secretId(id).secretString(next.reveal()).versionStages(NEXT)));
  }

  @Override
  public void promoteNext() {
    String id = store.mainKeyId();
    String next = version(nextVersion());
    String present = version(store.read(id, AwsSecretStore.CURRENT));
    Object unused =
        store.call(
            MOVE,
            id,
            aws ->
                aws.updateSecretVersionStage(
                    request ->
                        request
                            .secretId(id)
                            .versionStage(AwsSecretStore.CURRENT)
                            .removeFromVersionId(present)
                            .moveToVersionId(next)));
  }

  private String version(Optional<GetSecretValueResponse> found) {
    return Objects.requireNonNull(
        found
            .orElseThrow(
                () ->
                    new SecretStoreException(
                        store.mainKeyId() + " in AWS Secrets Manager has changed meanwhile."))
            .versionId());
  }
}
