package org.gatehouse.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PingIT {
  @Test
  void pingWhenAskedThenPongAsPlainText() {
    Http.Answer answer = Http.to(SharedServer.get()).get("api/v1/ping");

    assertEquals(200, answer.status());
    assertEquals("pong", answer.text());
    assertEquals("text/plain", answer.mediaType());
  }
}
