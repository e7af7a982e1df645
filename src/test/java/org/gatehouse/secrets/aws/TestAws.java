package org.gatehouse.secrets.aws;

import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/** Settings for the stub. */
public final class TestAws {
  /** {@code SECRETKEY_AWS_SECRET_KEY}. */
  public static final String SECRET_KEY = "wJalrHiddenKeyOfAwsThatNobodyMaySee";

  private TestAws() {}

  /** The documented names, at the stub. */
  public static AwsSecretsConfig config(SecretsManagerStub stub) {
    return new AwsSecretsConfig(
        "eu-central-1",
        Optional.of(stub.endpoint()),
        Optional.of(
            new AwsSecretsConfig.Keys(
                Sensitive.of("AKIAIOSFODNN7EXAMPLE"), Sensitive.of(SECRET_KEY))),
        "FlowiseEncryptionKey",
        "Flowise");
  }
}
