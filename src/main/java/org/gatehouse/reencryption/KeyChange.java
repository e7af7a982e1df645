package org.gatehouse.reencryption;

import java.util.List;
import java.util.Optional;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactions;
import org.gatehouse.secrets.SecretStoreException;

/**
 * What the database knows of a change of the main key: which key its texts are leaving for which,
 * and whether all have arrived. The row goes when a server starts with the new key.
 *
 * @param oldKey id of the key that was present when the change began
 * @param newKey id of the key to come
 * @param isDone whether everything is under the new key
 */
public record KeyChange(String oldKey, String newKey, boolean isDone) {

  /**
   * Lets a server start, or not, with the main key that it has.
   *
   * @param keyId of its {@link org.gatehouse.crypto.SecretBox}
   * @throws SecretStoreException if the texts of the database are not, or not all, under that key
   */
  public static void settle(Transactions transactions, Sql sql, String keyId) {
    Row row = new Row(transactions, sql);
    Optional<KeyChange> change = row.find();
    if (change.isEmpty()) {
      return;
    }
    if (!change.get().isDone()) {
      throw new SecretStoreException(
          "a change of the main encryption key was begun and not finished: part of the database is"
              + " under one key, part under the other. With no server running, and the settings of"
              + " the first time, run \"gatehouse secrets reencrypt\" again until it says that it is"
              + " done; see docs/secrets.md.");
    }
    if (!change.get().newKey().equals(keyId)) {
      throw new SecretStoreException(
          "the database is encrypted under a new main key, and this server has another one. If"
              + " SECRETKEY_OVERWRITE is set, set it to what SECRETKEY_NEW was for \"gatehouse secrets"
              + " reencrypt\"; else run that again until it says that it is done, or give back the"
              + " encryption key that it has made; see docs/secrets.md.");
    }
    row.remove();
  }

  /** The row in the database. */
  record Row(Transactions transactions, Sql sql) {

    Optional<KeyChange> find() {
      return transactions.get(
          () -> {
            transactions.mayBeLost();
            List<KeyChange> found =
                sql.list(
                    "select old_key, new_key, done from main_key_change",
                    row -> new KeyChange(row.getString(1), row.getString(2), row.getBoolean(3)));
            return found.stream().findFirst();
          });
    }

    void begin(String oldKey, String newKey) {
      int unused =
          transactions.get(
              () -> {
                int before = sql.update("delete from main_key_change");
                return before
                    + sql.update(
                        "insert into main_key_change (id, old_key, new_key, done) values (1, ?, ?, false)",
                        oldKey,
                        newKey);
              });
    }

    void done() {
      int unused = transactions.get(() -> sql.update("update main_key_change set done = true"));
    }

    void remove() {
      int unused = transactions.get(() -> sql.update("delete from main_key_change"));
    }
  }
}
