package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqlTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final Sql sql = DATABASE.sql();

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @Test
  void updateWhenTheTransactionCommitsThenItsRowsStayAndWereSeenInIt() {
    List<String> seen =
        DATABASE.call(
            () -> {
              assertEquals(1, insert("Org"));
              return names();
            });
    assertEquals(List.of("Org"), seen);
    assertEquals(List.of("Org"), DATABASE.call(this::names));
  }

  @Test
  void updateWhenTheTransactionFailsThenNothingStays() {
    assertThrows(
        IllegalStateException.class,
        () ->
            DATABASE.run(
                () -> {
                  insert("Org");
                  throw new IllegalStateException("afterwards");
                }));
    assertEquals(List.of(), DATABASE.call(this::names));
  }

  @Test
  void updateWhenTheEntityManagerWroteBeforeThenBothAreOneTransaction() {
    DATABASE.run(
        () -> {
          DATABASE
              .entityManager()
              .createNativeQuery("insert into organization values (?, 'First', 1)")
              .setParameter(1, UUID.randomUUID())
              .executeUpdate();
          assertEquals(1, sql.update("update organization set name = ?", "Second"));
        });
    assertEquals(List.of("Second"), DATABASE.call(this::names));
  }

  @Test
  void listWhenTheDatabaseRefusesThenAnExceptionThatSaysNoValue() {
    PersistenceException refused =
        assertThrows(
            PersistenceException.class,
            () -> DATABASE.call(() -> sql.update("update nowhere set name = ?", "s3cret")));
    assertFalse(refused.toString().contains("s3cret"));
  }

  @Test
  void updateWhenThereIsNoTransactionThenRefused() {
    assertThrows(IllegalStateException.class, () -> insert("Org"));
  }

  private int insert(String name) {
    return sql.update("insert into organization values (?, ?, ?)", UUID.randomUUID(), name, 1L);
  }

  private List<String> names() {
    return sql.list("select name from organization order by name", row -> row.getString(1));
  }
}
