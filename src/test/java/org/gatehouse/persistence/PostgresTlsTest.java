package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.postgres.PostgresServer;
import org.gatehouse.smtp.TestCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TLS to a server whose certificate names {@code localhost}. */
@Timeout(60)
class PostgresTlsTest {
  private static final int OLDEST = 14;
  private static final String NAMED = "localhost";
  private static final String NOT_NAMED = "127.0.0.1";

  private static PostgresServer server;
  private static Path authority;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
    authority = server.data().resolve("server.crt");
    new TestCertificate(NAMED).write(authority, server.data().resolve("server.key"));
    server.execute("postgres", "alter system set ssl = on", "select pg_reload_conf()");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void openWhenTlsIsRequiredThenEncryptedWhoeverAnswers() {
    assertTrue(isEncrypted(NOT_NAMED, "require", false));
  }

  @Test
  void openWhenTlsIsPreferredThenEncryptedAndWhereItIsDisabledThenNot() {
    assertTrue(isEncrypted(NOT_NAMED, "prefer", false));
    assertEquals(false, isEncrypted(NOT_NAMED, "disable", false));
  }

  @Test
  void openWhenTheCertificateIsTrustedAndNamesTheHostThenVerified() {
    assertTrue(isEncrypted(NAMED, "verify-full", true));
  }

  @Test
  void openWhenTheCertificateNamesAnotherHostThenRefused() {
    assertTlsFails(NOT_NAMED, true);
  }

  @Test
  void openWhenNobodyTrustsTheCertificateThenRefused() {
    assertTlsFails(NAMED, false);
  }

  private static void assertTlsFails(String host, boolean trusted) {
    Engine engine = engine(host, "verify-full", trusted);
    String message =
        String.valueOf(
            assertThrows(DatabaseStartException.class, engine::requireUsable).getMessage());
    assertTrue(message.contains("TLS failed"), message);
    assertTrue(message.contains("DATABASE_SSL_ROOT_CERT"), message);
  }

  private static boolean isEncrypted(String host, String mode, boolean trusted) {
    Database database = Database.open(engine(host, mode, trusted));
    try {
      Transactions transactions = database.transactions();
      return transactions.get(
          () ->
              database
                  .sql(transactions)
                  .list(
                      "select ssl from pg_stat_ssl where pid = pg_backend_pid()",
                      row -> row.getBoolean(1))
                  .get(0));
    } finally {
      database.close();
    }
  }

  private static Engine engine(String host, String mode, boolean trusted) {
    Map<String, String> parameters = new HashMap<>(Map.of("sslmode", mode));
    if (trusted) {
      parameters.put("sslrootcert", authority.toString());
    }
    return new PostgresEngine(
        new DatabaseConfig.OnServer(
            host + ":" + server.port(), "postgres", "postgres", Optional.empty(), parameters, 2),
        OLDEST,
        Duration.ZERO);
  }
}
