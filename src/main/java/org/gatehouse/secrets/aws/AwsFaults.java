package org.gatehouse.secrets.aws;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.gatehouse.secrets.SecretStoreException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * What went wrong, where, and what to do about it. Causes are not handed on: the SDK's quote from
 * answers that they cannot read, and an answer may hold a secret.
 */
final class AwsFaults {
  private static final int LONGEST_QUOTE = 300;

  private final String region;
  private final String where;

  AwsFaults(AwsSecretsConfig config) {
    this.region = config.region();
    this.where = config.endpoint().map(URI::toString).orElse("the endpoint of " + region);
  }

  /** There are no credentials, or a provider of the chain fails. */
  SecretStoreException noCredentials() {
    return new SecretStoreException(
        "no AWS credentials for AWS Secrets Manager in "
            + region
            + ". Set SECRETKEY_AWS_ACCESS_KEY and SECRETKEY_AWS_SECRET_KEY, or give this machine or"
            + " container a role (instance profile, ECS task role, EKS Pod Identity), or AWS_PROFILE"
            + " one that has keys.");
  }

  /** The client could not be made at all. */
  SecretStoreException noClient(RuntimeException reason) {
    return new SecretStoreException(
        "the AWS SDK cannot be set up for AWS Secrets Manager in "
            + region
            + " ("
            + kind(reason)
            + "). Is ~/.aws/config of this account, or AWS_CONFIG_FILE, damaged? Is"
            + " SECRETKEY_AWS_REGION a region?");
  }

  /** Nothing has come before the end of all patience. */
  SecretStoreException tooLate(String action, String id, TimeLimit limit) {
    return fault(
        action,
        id,
        "no answer of AWS Secrets Manager at "
            + where
            + " within "
            + limit.limit().toSeconds()
            + " s",
        "Is it reachable from this machine: security group, VPC endpoint, proxy, DNS? See"
            + " SECRETKEY_AWS_REGION and SECRETKEY_AWS_ENDPOINT");
  }

  /** The secret holds bytes. */
  SecretStoreException binary(String id) {
    return unusable(id, "is binary (SecretBinary)");
  }

  /** The secret is there and holds nothing that can be used. */
  SecretStoreException unusable(String id, String what) {
    return new SecretStoreException(
        id
            + " in AWS Secrets Manager, "
            + region
            + ", "
            + what
            + ". Gatehouse reads a plain text (SecretString) and never replaces one. Store the right"
            + " text: aws secretsmanager put-secret-value --secret-id "
            + id
            + " --region "
            + region
            + " --secret-string file://...");
  }

  /** The secret is there and has no value; after a race that somebody else has won, for long. */
  SecretStoreException withoutValue(String id) {
    return unusable(id, "exists and has no current value (AWSCURRENT)");
  }

  /** What the SDK has thrown, in words. */
  SecretStoreException explain(String action, String id, RuntimeException thrown) {
    return thrown instanceof AwsServiceException refusal
        ? refused(action, id, refusal)
        : failed(action, id, thrown);
  }

  private SecretStoreException refused(String action, String id, AwsServiceException refusal) {
    String code = code(refusal);
    String said = said(refusal);
    if (isAboutKms(code, said)) {
      return fault(
          action,
          id,
          "AWS cannot use the KMS key of the secret (" + code + ")",
          "Allow kms:Decrypt and kms:GenerateDataKey on that key, and see that it is enabled."
              + quote(said));
    }
    return switch (code) {
      case "AccessDeniedException", "AccessDenied" ->
          fault(
              action,
              id,
              "AWS refuses it: the user or role of these credentials lacks " + action,
              "Allow "
                  + action
                  + " on arn:aws:secretsmanager:"
                  + region
                  + ":ACCOUNT:secret:"
                  + id
                  + "*; the whole policy stands in the README."
                  + quote(said));
      case "ExpiredTokenException", "ExpiredToken", "RequestExpired" ->
          fault(
              action,
              id,
              "the AWS credentials have expired (" + code + ")",
              "Renew them, or set the clock of this machine right.");
      case "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException" ->
          fault(
              action,
              id,
              "AWS does not accept the credentials (" + code + ")",
              "See SECRETKEY_AWS_ACCESS_KEY and SECRETKEY_AWS_SECRET_KEY, or those of the default"
                  + " chain: are they whole, active, and of this partition of AWS?");
      case "InvalidRequestException" ->
          fault(
              action,
              id,
              said.contains("deletion")
                  ? "the secret is scheduled for deletion"
                  : "AWS refuses it in the present state of the secret",
              "If it is to be deleted, take it back: aws secretsmanager restore-secret"
                  + " --secret-id "
                  + id
                  + " --region "
                  + region
                  + "."
                  + quote(said));
      default ->
          refusal.isThrottlingException() || refusal.statusCode() == 429
              ? fault(
                  action,
                  id,
                  "AWS throttles the requests of this account (" + code + ")",
                  "Start again a little later; if it stays, start fewer servers at once.")
              : refusal.statusCode() >= 500
                  ? fault(
                      action,
                      id,
                      "AWS Secrets Manager has a fault (" + status(refusal, code) + ")",
                      "Start again later; see the AWS Health Dashboard.")
                  : fault(
                      action,
                      id,
                      "AWS refuses it (" + status(refusal, code) + ")",
                      "See the names and the region." + quote(said));
    };
  }

  private SecretStoreException failed(String action, String id, RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiCallTimeoutException
          || cause instanceof ApiCallAttemptTimeoutException
          || cause instanceof AbortedException
          || cause instanceof SocketTimeoutException) {
        return fault(
            action,
            id,
            "no answer of AWS Secrets Manager at " + where + " in time",
            "Is it reachable from this machine: security group, VPC endpoint, proxy? See"
                + " SECRETKEY_AWS_REGION and SECRETKEY_AWS_ENDPOINT.");
      }
      if (cause instanceof UnknownHostException) {
        return unreachable(action, id, "its name is unknown here: is that a region of AWS?");
      }
      if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
        return unreachable(action, id, "nobody answers");
      }
      if (cause instanceof SSLException) {
        return unreachable(action, id, "TLS fails: does a proxy stand in between?");
      }
    }
    return fault(
        action,
        id,
        "what answers at " + where + " cannot be read (" + kind(thrown) + ")",
        "Is it AWS Secrets Manager, and not a proxy? See SECRETKEY_AWS_ENDPOINT.");
  }

  private SecretStoreException unreachable(String action, String id, String why) {
    return fault(
        action,
        id,
        where + " cannot be reached, " + why,
        "See SECRETKEY_AWS_REGION and SECRETKEY_AWS_ENDPOINT, and the network of this machine.");
  }

  private SecretStoreException fault(String action, String id, String what, String advice) {
    return new SecretStoreException(
        action + " on " + id + " in " + region + ": " + what + ". " + advice);
  }

  private static String status(AwsServiceException refusal, String code) {
    return code + ", status " + refusal.statusCode();
  }

  private static String code(AwsServiceException refusal) {
    @Nullable String code =
        refusal.awsErrorDetails() == null ? null : refusal.awsErrorDetails().errorCode();
    return code == null ? "no error code" : printable(code);
  }

  /** AWS's own sentence: it names the user or role, and never a value. */
  private static String said(AwsServiceException refusal) {
    @Nullable String said =
        refusal.awsErrorDetails() == null ? null : refusal.awsErrorDetails().errorMessage();
    return said == null ? "" : printable(said);
  }

  private static boolean isAboutKms(String code, String said) {
    String text = said.toUpperCase(Locale.ROOT);
    return code.equals("DecryptionFailure")
        || code.equals("DecryptionFailureException")
        || code.equals("EncryptionFailure")
        || code.equals("EncryptionFailureException")
        || (code.startsWith("AccessDenied") && text.contains("KMS"));
  }

  private static String quote(String said) {
    return said.isEmpty() ? "" : " AWS says: " + said;
  }

  private static String printable(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line;
  }

  private static String kind(Throwable thrown) {
    return thrown.getClass().getSimpleName();
  }
}
