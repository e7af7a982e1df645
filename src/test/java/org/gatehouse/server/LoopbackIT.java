package org.gatehouse.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopbackIT {
  @Test
  void serverWhenRunningThenListensOnLoopbackOnly() {
    RunningServer server = SharedServer.get();

    List<InetSocketAddress> listening = Sockets.listening(server.pid());

    assertTrue(
        listening.stream().anyMatch(socket -> socket.getPort() == server.port()),
        () -> "The HTTP listener must be among " + listening);
    assertEquals(
        List.of(),
        listening.stream().filter(socket -> !socket.getAddress().isLoopbackAddress()).toList());
  }
}
