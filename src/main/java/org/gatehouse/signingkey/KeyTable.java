package org.gatehouse.signingkey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.jose.JsonWebKeys;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.persistence.Sql;
import org.jspecify.annotations.Nullable;

/** The statements on {@code signing_key}, each in the transaction of its caller. */
final class KeyTable {
  private static final String ALL =
      "select " + StoredKey.COLUMNS + " from signing_key order by created_at, kid";

  private static final String INSERT =
      "insert into signing_key (kid, algorithm, state, slot, sealed, public_key, created_at,"
          + " signs_from, verifies_until) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** The private half of a pair has no use any more; a shared secret goes on checking. */
  private static final String RETIRE =
      "update signing_key set state = 'RETIRED', slot = null, verifies_until = ?,"
          + " sealed = case when public_key is null then sealed end"
          + " where kid = ? and slot = 'ACTIVE'";

  private static final String REVOKE =
      "update signing_key set state = 'REVOKED', slot = null, verifies_until = ?, sealed = null"
          + " where kid = ?";

  private static final String LOCK_NEXT =
      "select kid from signing_key where kid = ? and slot = 'NEXT' for update";

  private static final String ACTIVATE =
      "update signing_key set state = 'ACTIVE', slot = 'ACTIVE', signs_from = ? where kid = ?";

  private static final String HASTEN =
      "update signing_key set signs_from = ? where kid = ? and slot = 'NEXT'";

  private static final String DROP_NEXT = "delete from signing_key where slot = 'NEXT'";

  /**
   * What nobody can have a token of. Rows of documented secrets stay: without them, an old secret
   * would look like a new one.
   */
  private static final String REMOVE_OLD =
      "delete from signing_key where verifies_until < ?"
          + " and (sealed is not null or public_key is not null)";

  private final Sql sql;
  private final SecretBox box;

  KeyTable(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  static String nameOf(String kid) {
    return "signing key " + kid;
  }

  List<StoredKey> all() {
    return sql.list(ALL, StoredKey::read);
  }

  void insert(SigningKey key, KeyState state, Instant now, Instant signsFrom) {
    insert(key, state, box.seal(nameOf(key.kid()), JsonWebKeys.write(key)), now, signsFrom, null);
  }

  /** The documented secret: that it is there, and since when. */
  void insertDocumented(SigningKey key, Instant now) {
    insert(key, KeyState.ACTIVE, null, now, now, null);
  }

  void insertRetiredDocumented(SigningKey key, Instant now, Instant verifiesUntil) {
    insert(key, KeyState.RETIRED, null, now, null, verifiesUntil);
  }

  private void insert(
      SigningKey key,
      KeyState state,
      @Nullable String sealed,
      Instant now,
      @Nullable Instant signsFrom,
      @Nullable Instant verifiesUntil) {
    boolean holdsSlot = state == KeyState.ACTIVE || state == KeyState.NEXT;
    int unused =
        sql.update(
            INSERT,
            key.kid(),
            key.algorithm().name(),
            state.name(),
            holdsSlot ? state.name() : null,
            sealed,
            key.algorithm().isSymmetric() ? null : JsonWebKeys.writePublic(key.verificationKey()),
            now.toEpochMilli(),
            signsFrom == null ? null : signsFrom.toEpochMilli(),
            verifiesUntil == null ? null : verifiesUntil.toEpochMilli());
  }

  /** Whether it was active until now. */
  boolean retire(String kid, Instant verifiesUntil) {
    return sql.update(RETIRE, verifiesUntil.toEpochMilli(), kid) == 1;
  }

  void revoke(String kid, Instant now) {
    int unused = sql.update(REVOKE, now.toEpochMilli(), kid);
  }

  /** Whether it is still the next one; then it stays so until the end of the transaction. */
  boolean lockNext(String kid) {
    return !sql.list(LOCK_NEXT, row -> row.getString(1), kid).isEmpty();
  }

  void activate(String kid, Instant now) {
    int unused = sql.update(ACTIVATE, now.toEpochMilli(), kid);
  }

  void hasten(String kid, Instant signsFrom) {
    int unused = sql.update(HASTEN, signsFrom.toEpochMilli(), kid);
  }

  void dropNext() {
    int unused = sql.update(DROP_NEXT);
  }

  void removeOlderThan(Instant now, Duration margin) {
    int unused = sql.update(REMOVE_OLD, now.minus(margin).toEpochMilli());
  }
}
