package org.gatehouse.signingkey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.jose.JwsAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code signing_key}.
 *
 * @param sealed the key with its secret part; empty for the documented secret, which lies in the
 *     secret store, and for a public key that signs no more
 * @param publicKey a public key as JSON; empty for shared secrets
 * @param signsFrom since when it signs, or is to sign
 * @param verifiesUntil the end of its tokens, once it signs no more
 */
record StoredKey(
    String kid,
    JwsAlgorithm algorithm,
    KeyState state,
    Optional<String> sealed,
    Optional<String> publicKey,
    Instant createdAt,
    Optional<Instant> signsFrom,
    Optional<Instant> verifiesUntil) {

  static final String COLUMNS =
      "kid, algorithm, state, sealed, public_key, created_at, signs_from, verifies_until";

  static StoredKey read(ResultSet columns) throws SQLException {
    return new StoredKey(
        columns.getString(1),
        JwsAlgorithm.valueOf(columns.getString(2)),
        KeyState.valueOf(columns.getString(3)),
        Optional.ofNullable(columns.getString(4)),
        Optional.ofNullable(columns.getString(5)),
        Instant.ofEpochMilli(columns.getLong(6)),
        instant(columns, 7),
        instant(columns, 8));
  }

  private static Optional<Instant> instant(ResultSet columns, int index) throws SQLException {
    @Nullable Long millis = columns.getObject(index, Long.class);
    return Optional.ofNullable(millis).map(Instant::ofEpochMilli);
  }

  KeyView view() {
    return new KeyView(
        kid,
        algorithm.name(),
        state,
        createdAt,
        signsFrom.orElse(null),
        verifiesUntil.orElse(null));
  }

  boolean isDueToSign(Instant now) {
    return state == KeyState.NEXT && signsFrom.filter(from -> !from.isAfter(now)).isPresent();
  }
}
