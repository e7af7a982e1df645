package org.gatehouse.reencryption;

import java.security.SecureRandom;
import java.util.Optional;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactions;
import org.gatehouse.secrets.MainKeyPlace;
import org.gatehouse.secrets.SecretStoreException;
import org.gatehouse.secrets.file.FileSecretStore;

/**
 * A change of the main encryption key, from the first step or from where a kill has ended it. Each
 * write is whole or has not been; after each of them {@code afterWrite} is called, for tests. The
 * caller has the database for itself.
 */
public final class Reencryption {
  private final KeyChange.Row change;
  private final SealedRows rows;
  private final MainKeyPlace place;
  private final Optional<FileSecretStore> files;
  private final Runnable afterWrite;

  /**
   * Prepares; nothing is read or written yet.
   *
   * @param place where the main key is kept
   * @param files the encrypted files, unless secrets are kept elsewhere
   * @param afterWrite called after each write
   */
  public Reencryption(
      Transactions transactions,
      Sql sql,
      MainKeyPlace place,
      Optional<FileSecretStore> files,
      Runnable afterWrite) {
    this.change = new KeyChange.Row(transactions, sql);
    this.rows = new SealedRows(transactions, sql, afterWrite);
    this.place = place;
    this.files = files;
    this.afterWrite = afterWrite;
  }

  /**
   * What was done.
   *
   * @param files how many files were encrypted anew, in this run
   * @param values how many values of the database, in this run
   * @param lost how many values can be opened under neither key, and are as they were
   */
  public record Report(int files, int values, int lost) {}

  /**
   * Changes the key.
   *
   * @param given the new key, if it is not to be made here
   * @throws SecretStoreException that says what to do; nothing is lost then
   */
  public Report run(Optional<Sensitive> given, SecureRandom random) {
    SecretBox old = SecretBox.under(presentKey(place));
    Optional<Sensitive> begun = place.findNext();
    refuseAnotherKey(begun, given);
    Sensitive key = begun.or(() -> given).orElseGet(() -> SecretBox.newKey(random));
    SecretBox next = SecretBox.under(key);
    refuseSameKey(old, next);
    refuseAnotherChange(old, next);
    if (begun.isEmpty()) {
      place.keepNext(key);
      afterWrite.run();
    }
    KeyChange begins = new KeyChange(old.keyId(), next.keyId(), false);
    if (change.find().filter(begins::equals).isEmpty()) {
      change.begin(old.keyId(), next.keyId());
      afterWrite.run();
    }
    int written = files.map(store -> store.reseal(old, next, afterWrite)).orElse(0);
    SealedRows.Count count = SealedRows.Count.NONE;
    for (SealedColumn column : SealedColumn.ALL) {
      count = count.plus(rows.reseal(column, old, next));
    }
    change.done();
    afterWrite.run();
    place.promoteNext();
    afterWrite.run();
    return new Report(written, count.written(), count.lost());
  }

  /**
   * The key that is to be changed.
   *
   * @throws SecretStoreException if there is none
   */
  public static Sensitive presentKey(MainKeyPlace place) {
    return place
        .findPresent()
        .orElseThrow(
            () ->
                new SecretStoreException(
                    "there is no main encryption key yet. The first start makes one; or is"
                        + " GATEHOUSE_HOME, SECRETKEY_PATH or SECRETKEY_AWS_NAME another one?"));
  }

  private static void refuseAnotherKey(Optional<Sensitive> begun, Optional<Sensitive> given) {
    if (begun.isPresent() && given.isPresent() && !begun.equals(given)) {
      throw new SecretStoreException(
          "a change to another new key was begun. Unset SECRETKEY_NEW to finish that one; nothing"
              + " was changed now.");
    }
  }

  private static void refuseSameKey(SecretBox old, SecretBox next) {
    if (old.keyId().equals(next.keyId())) {
      throw new SecretStoreException(
          "the new main key is the present one. Give another one as SECRETKEY_NEW; nothing was"
              + " changed.");
    }
  }

  /** Texts may be under both keys of a change that was begun: no other key may come into it. */
  private void refuseAnotherChange(SecretBox old, SecretBox next) {
    Optional<KeyChange> begun = change.find();
    if (begun.isEmpty() || (begun.get().isDone() && begun.get().newKey().equals(old.keyId()))) {
      return;
    }
    if (!begun.get().oldKey().equals(old.keyId()) || !begun.get().newKey().equals(next.keyId())) {
      throw new SecretStoreException(
          "a change of the main key was begun with other keys, and part of the database may be"
              + " under them. Finish it first: the main key must be the one from before it"
              + " (encryption.key, SECRETKEY_OVERWRITE or the secret in AWS), and SECRETKEY_NEW the"
              + " new key of that time. Nothing was changed now.");
    }
  }
}
