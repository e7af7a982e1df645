package org.gatehouse.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gatehouse exchanged while its server, and another application, go on running. */
@Tag("redeploy")
class RedeployIT {
  @Test
  void gatehouseWhenDeployedAnewThenSessionsAndTheOtherApplicationLiveOn() {
    try (RunningServer server =
        RunningServer.start(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32").withSample())) {
      Owner owner = Owner.of(server);
      Http signedIn = Http.to(server).bearer(owner.signIn(owner.client("10.11.0.1")).access());
      long pid = server.pid();

      server.redeploy();
      assertEquals(200, signedIn.get("api/v1/whoami").status());

      server.undeploy();
      assertEquals(404, signedIn.get("api/v1/whoami").status());
      assertEquals(200, Http.toSample(server).get("newsroom.css").status());
      assertNotEquals(200, Http.toSample(server).get("members/whoami").status());

      server.deploy();
      assertEquals(200, signedIn.get("api/v1/whoami").status());
      assertTrue(server.isAlive());
      assertEquals(pid, server.pid());
    }
  }
}
