package org.gatehouse.reencryption;

import java.util.List;

/**
 * A column of the database with texts of {@link org.gatehouse.crypto.SecretBox}. A column that is
 * not in {@link #ALL} is lost with a change of the main key.
 *
 * @param table its table
 * @param id the primary key of the table
 * @param column the column itself; null where there is no secret
 * @param namePrefix with the id as text after it, the name under which a value is sealed
 */
public record SealedColumn(String table, String id, String column, String namePrefix) {
  /** Every one there is. */
  public static final List<SealedColumn> ALL =
      List.of(
          new SealedColumn("mail_outbox", "id", "sealed", ""),
          new SealedColumn("signing_key", "kid", "sealed", "signing key "),
          new SealedColumn("sso_session", "session_id", "id_token_sealed", "id token "),
          new SealedColumn("login_method", "provider", "sealed", "login method "));

  String name(Object rowId) {
    return namePrefix + rowId;
  }
}
