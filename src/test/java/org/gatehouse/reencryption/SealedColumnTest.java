package org.gatehouse.reencryption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SealedColumnTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** By convention such a column is named so; without an entry it would be lost. */
  @Test
  void registryWhenComparedWithTheTablesThenEverySealedColumnIsInIt() {
    Set<String> inTheDatabase =
        DATABASE
            .select(
                "select table_name || '.' || column_name from information_schema.columns"
                    + " where lower(column_name) like '%sealed%' and lower(table_schema) = 'public'")
            .stream()
            .map(name -> ((String) name).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<String> registered =
        SealedColumn.ALL.stream()
            .map(column -> column.table() + "." + column.column())
            .collect(Collectors.toSet());
    assertEquals(registered, inTheDatabase);
  }

  @Test
  void resealWhenSigningKeyThenItOpensUnderTheNewKeyAlone() {
    SecretBox old = SecretBox.under(Sensitive.of("the old main key of this test"));
    SecretBox next = SecretBox.under(Sensitive.of("the new main key of this test"));
    DATABASE.execute(
        "insert into signing_key (kid, algorithm, state, sealed, created_at)"
            + " values ('k1', 'HS256', 'RETIRED', ?, 1)",
        old.seal("signing key k1", Sensitive.of("{}")));
    SealedRows rows = new SealedRows(DATABASE.transactions(), DATABASE.sql(), () -> {});
    for (SealedColumn column : SealedColumn.ALL) {
      assertEquals(0, rows.reseal(column, old, next).lost());
    }
    List<?> sealed = DATABASE.select("select sealed from signing_key where kid = 'k1'");
    assertEquals("{}", next.open("signing key k1", (String) sealed.get(0)).reveal());
  }
}
