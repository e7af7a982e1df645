package org.gatehouse.app;

import static org.gatehouse.secrets.SecretName.ENCRYPTION_KEY;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.config.SettingsException;
import org.gatehouse.config.value.SecretStorage;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.Database;
import org.gatehouse.persistence.DatabaseStartException;
import org.gatehouse.persistence.Nodes;
import org.gatehouse.persistence.Transactions;
import org.gatehouse.reencryption.Reencryption;
import org.gatehouse.secrets.GivenMainKey;
import org.gatehouse.secrets.MainKeyPlace;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStoreException;
import org.gatehouse.secrets.SecretsCopy;
import org.gatehouse.secrets.aws.AwsSecretStore;
import org.gatehouse.secrets.file.FileSecretStore;

/**
 * {@code gatehouse secrets}: what is done to the secrets of a server that does not run. The
 * launcher calls {@link #run} by name. Prints names of secrets, and never one of them.
 */
public final class SecretsCommand {
  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int WRONG_SETTINGS = 2;

  private final Configuration configuration;
  private final PrintStream out;
  private final PrintStream err;

  private SecretsCommand(Configuration configuration, PrintStream out, PrintStream err) {
    this.configuration = configuration;
    this.out = out;
    this.err = err;
  }

  /**
   * Does what the command says.
   *
   * @param command {@code secrets copy --to aws}, {@code secrets copy --to local} or {@code secrets
   *     reencrypt}
   * @return the exit code: 0 done, 1 refused, 2 settings are wrong
   */
  public static int run(List<String> command, PrintStream out, PrintStream err) {
    try {
      SecretsCommand secrets = new SecretsCommand(Configuration.read(), out, err);
      return command.get(1).equals("copy")
          ? secrets.copy(command.get(command.size() - 1).equals("aws"))
          : secrets.reencrypt();
    } catch (SettingsException e) {
      err.println(e.getMessage());
      return WRONG_SETTINGS;
    } catch (SecretStoreException | DatabaseStartException e) {
      err.println("gatehouse: " + e.getMessage());
      return REFUSED;
    }
  }

  private int copy(boolean toAws) {
    String target = toAws ? "AWS Secrets Manager" : "the files";
    Set<SecretName> given =
        configuration.givenMainKey().isPresent() ? Set.of(ENCRYPTION_KEY) : Set.of();
    SecretsCopy copy;
    try (AwsSecretStore aws = AwsSecretStore.openForCommand(configuration.awsSecrets())) {
      FileSecretStore files = configuration.openFiles();
      copy = toAws ? SecretsCopy.run(files, aws, given) : SecretsCopy.run(aws, files, given);
    }
    say("From a setting, not copied: ", given);
    say("In neither store, or only in the other: ", copy.absent());
    say("There already, and the same: ", copy.same());
    say("Copied and read back: ", copy.copied());
    if (!copy.different().isEmpty()) {
      err.println(
          "gatehouse: "
              + names(copy.different())
              + " in "
              + target
              + (copy.different().size() == 1 ? " has another value" : " have other values")
              + ", and nothing is ever replaced. Find out which is right, and remove the wrong one.");
      return REFUSED;
    }
    if (copy.copied().isEmpty() && copy.same().isEmpty()) {
      err.println("gatehouse: there is nothing to copy. See SECRETKEY_PATH and SECRETKEY_AWS_...");
      return REFUSED;
    }
    out.println(
        "Done. Servers use "
            + target
            + " with SECRETKEY_STORAGE_TYPE="
            + (toAws ? "aws" : "local")
            + ", from their next start on.");
    return DONE;
  }

  private int reencrypt() {
    Optional<Sensitive> given = configuration.givenMainKey();
    if (given.isPresent()) {
      Sensitive next =
          configuration
              .newMainKey()
              .orElseThrow(
                  () ->
                      new SecretStoreException(
                          "the main key is SECRETKEY_OVERWRITE, so you keep it: give the new one as"
                              + " SECRETKEY_NEW, and keep both until the end."));
      boolean inFiles = configuration.secretStorage() == SecretStorage.LOCAL;
      reencrypt(
          new GivenMainKey(given.get(), next),
          inFiles ? Optional.of(configuration.openFiles()) : Optional.empty());
      out.println(
          "Now set SECRETKEY_OVERWRITE to what SECRETKEY_NEW is, and unset that. With the old key"
              + " Gatehouse does not start any more.");
      return DONE;
    }
    switch (configuration.secretStorage()) {
      case LOCAL -> {
        FileSecretStore files = configuration.openFiles();
        reencrypt(files.mainKeyFile(), Optional.of(files));
      }
      case AWS -> {
        try (AwsSecretStore aws = AwsSecretStore.openForCommand(configuration.awsSecrets())) {
          reencrypt(aws.mainKey(), Optional.empty());
        }
      }
    }
    return DONE;
  }

  private void reencrypt(MainKeyPlace place, Optional<FileSecretStore> files) {
    Reencryption.Report report;
    // Before a database is made in the wrong place.
    Sensitive unused = Reencryption.presentKey(place);
    try (Database database = open()) {
      Transactions transactions = database.transactions();
      Optional<Nodes> nodes = database.nodes(transactions, Clock.systemUTC());
      requireNone(nodes);
      // Once more after each write: whoever starts now sees the change that is under way.
      report =
          new Reencryption(
                  transactions, database.sql(transactions), place, files, () -> requireNone(nodes))
              .run(configuration.newMainKey(), new SecureRandom());
    }
    out.println(
        "Done: %d files and %d values of the database were encrypted anew."
            .formatted(report.files(), report.values()));
    if (report.lost() > 0) {
      out.println(
          report.lost()
              + " values of the database could not be opened with the old key either, and are left"
              + " as they were.");
    }
  }

  private static void requireNone(Optional<Nodes> nodes) {
    if (nodes.filter(others -> !others.secretsOfOthers().isEmpty()).isPresent()) {
      throw new SecretStoreException(
          "a Gatehouse runs on this database, or did a minute ago. Stop all of them, and run this"
              + " again.");
    }
  }

  /** H2's lock on its file is what keeps a server from running meanwhile. */
  private Database open() {
    try {
      return Database.open(configuration.database());
    } catch (RuntimeException e) {
      if (Database.isInUse(e)) {
        throw new SecretStoreException(
            "the database in "
                + configuration.home()
                + " is in use. Stop Gatehouse, and run this again; nothing was changed.");
      }
      throw e;
    }
  }

  private void say(String what, Collection<SecretName> names) {
    if (!names.isEmpty()) {
      out.println(what + names(names));
    }
  }

  private static String names(Collection<SecretName> names) {
    return names.stream().map(SecretName::settingName).collect(Collectors.joining(", "));
  }
}
