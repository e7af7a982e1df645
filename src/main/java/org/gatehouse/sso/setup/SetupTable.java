package org.gatehouse.sso.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.json.Json;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.sso.ProviderName;

/** The providers that owners have set up, as rows; joins the caller's transaction. */
@ApplicationScoped
@Transactional
class SetupTable {
  private final Sql sql;
  private final SecretBox box;

  @Inject
  SetupTable(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected SetupTable() {
    this(null, null);
  }

  /** Which state of which provider is stored. */
  record Version(ProviderName provider, UUID version) {
    static Version read(ResultSet columns) throws SQLException {
      return new Version(
          ProviderName.valueOf(columns.getString(1)), columns.getObject(2, UUID.class));
    }
  }

  private record Row(String settings, String sealed) {}

  List<Version> versions() {
    return sql.list("select provider, version from login_method order by provider", Version::read);
  }

  /**
   * The texts of a provider, with the secret.
   *
   * @throws org.gatehouse.crypto.SealException if the secret was sealed under another key
   */
  Optional<Map<String, String>> find(ProviderName provider) {
    List<Row> rows =
        sql.list(
            "select settings, sealed from login_method where provider = ?",
            columns -> new Row(columns.getString(1), columns.getString(2)),
            provider.name());
    return rows.stream().findFirst().map(row -> texts(provider, row));
  }

  private Map<String, String> texts(ProviderName provider, Row row) {
    Map<String, String> texts =
        new HashMap<>(Json.readTexts(row.settings().getBytes(StandardCharsets.UTF_8)));
    texts.put(ProviderBuilder.SECRET, box.open(nameOf(provider), row.sealed()).reveal());
    return texts;
  }

  /** Stores a provider in place of what was there. */
  void put(ProviderName provider, Map<String, String> texts, long now) {
    Map<String, String> open = new HashMap<>(texts);
    String secret = String.valueOf(open.remove(ProviderBuilder.SECRET));
    boolean unused = remove(provider);
    int written =
        sql.update(
            "insert into login_method (provider, settings, sealed, version, changed_at)"
                + " values (?, ?, ?, ?, ?)",
            provider.name(),
            new String(Json.write(open), StandardCharsets.UTF_8),
            box.seal(nameOf(provider), Sensitive.of(secret)),
            UUID.randomUUID(),
            now);
    assert written == 1;
  }

  boolean remove(ProviderName provider) {
    return sql.update("delete from login_method where provider = ?", provider.name()) == 1;
  }

  private static String nameOf(ProviderName provider) {
    return "login method " + provider.name();
  }
}
