package org.gatehouse.server.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.server.Http;
import org.gatehouse.server.JavaProcess;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gatehouse leaves and comes back while another application goes on running. */
@Tag("redeploy")
class GatehouseGoneIT {
  private static final String ADDRESS = "10.32.0.1";
  private static final String MEMBERS = "members/whoami";

  private static RunningServer server;
  private static Http stranger;
  private static Http user;

  @BeforeAll
  static void start() {
    server = RunningServer.start(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32").withSample());
    stranger = Http.toSample(server).from(ADDRESS);
    user = stranger.with("Cookie", Owner.of(server).signInAsWebClient(ADDRESS).header());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void applicationWhenGatehouseIsUndeployedThenClosedButPublicPagesAreServedUntilItIsBack() {
    assertEquals(200, user.get(MEMBERS).status());

    server.undeploy();
    for (Http client : List.of(user, stranger, user.with("Accept", "text/html"))) {
      assertEquals(503, client.get(MEMBERS).status());
      assertEquals(503, client.get("editors/whoami").status());
      Http.Answer open = client.get("whoami");
      assertEquals(200, open.status());
      assertTrue(open.json().path("name").isNull(), open::toString);
    }

    server.deploy();
    assertEquals(200, user.get(MEMBERS).status());
    assertEquals(401, stranger.get(MEMBERS).status());
  }

  /** While it goes, some requests are refused; none is let through that must not be. */
  @Test
  void applicationWhenGatehouseIsRedeployedThreeTimesUnderLoadThenNoSessionIsLost()
      throws InterruptedException {
    Map<Integer, Integer> ofUser = new ConcurrentSkipListMap<>();
    Map<Integer, Integer> ofStranger = new ConcurrentSkipListMap<>();
    AtomicBoolean isOver = new AtomicBoolean();
    List<Thread> clients = List.of(asks(user, ofUser, isOver), asks(stranger, ofStranger, isOver));
    clients.forEach(Thread::start);
    try {
      for (int i = 0; i < 3; i++) {
        server.redeploy();
        assertEquals(200, user.get(MEMBERS).status());
      }
    } finally {
      isOver.set(true);
      for (Thread client : clients) {
        client.join();
      }
    }

    assertTrue(ofUser.getOrDefault(200, 0) > 0, ofUser::toString);
    assertEquals(List.of(), unexpected(ofUser, List.of(200, 503)), ofUser::toString);
    assertEquals(List.of(), unexpected(ofStranger, List.of(401, 503)), ofStranger::toString);
    assertEquals(1, new JavaProcess(server.pid()).instances("org.gatehouse.container.Doorkeeper"));
    assertEquals(
        1, new JavaProcess(server.pid()).instances("org.gatehouse.container.GateProvider"));
  }

  private static List<Integer> unexpected(Map<Integer, Integer> seen, List<Integer> allowed) {
    return new TreeMap<>(seen)
        .keySet().stream().filter(status -> !allowed.contains(status)).toList();
  }

  private static Thread asks(Http client, Map<Integer, Integer> seen, AtomicBoolean isOver) {
    return new Thread(
        () -> {
          while (!isOver.get()) {
            seen.merge(client.get(MEMBERS).status(), 1, Integer::sum);
          }
        });
  }
}
