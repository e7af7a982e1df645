package org.gatehouse.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.postgres.PostgresServer;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.Owner.Tokens;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL's driver in a WAR among a server's own libraries, also where it is deployed anew. */
@Tag("redeploy")
class PostgresIT {
  @Test
  void gatehouseWhenDeployedAnewThenGoesOnAndLeavesNoConnectionBehind() throws Exception {
    try (PostgresServer postgres = PostgresServer.start()) {
      String database = postgres.newDatabase();
      try (RunningServer server =
          RunningServer.start(
              Launch.fresh()
                  .with("TRUST_PROXY", "127.0.0.1/32")
                  .with("DATABASE_TYPE", "postgres")
                  .with("DATABASE_URL", postgres.url(database)))) {
        Owner owner = Owner.of(server);
        Http client = owner.client("10.66.0.1");
        Tokens tokens = owner.signIn(client);
        server.undeploy();
        awaitNoConnection(postgres, database);
        server.deploy();
        assertEquals(200, client.bearer(tokens.access()).get("api/v1/whoami").status());
        Tokens next =
            Tokens.of(
                client.post("api/v1/auth/refreshToken", Map.of("refreshToken", tokens.refresh())));
        assertEquals(200, client.bearer(next.access()).get("api/v1/sessions").status());
      }
      awaitNoConnection(postgres, database);
    }
  }

  private static void awaitNoConnection(PostgresServer postgres, String database)
      throws InterruptedException {
    String count = "select count(*) from pg_stat_activity where datname = '" + database + "'";
    for (int i = 0; i < 100 && !postgres.query("postgres", count).get(0).equals("0"); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertEquals("0", postgres.query("postgres", count).get(0));
  }
}
