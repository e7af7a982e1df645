package org.gatehouse.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.outbound.OutboundException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OutboundTest {
  private static final int MOST = 10_000;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Outbound outbound = limited(Duration.ofSeconds(20), false);
  private final HttpServer server;

  OutboundTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private static Outbound limited(Duration time, boolean allowsPrivate) {
    return new Outbound(new OutboundConfig(time, MOST, allowsPrivate));
  }

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    outbound.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(
        exchange.getRequestMethod()
            + " "
            + path
            + " "
            + exchange.getRequestHeaders().getFirst("X-Extra")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    exchange.getResponseHeaders().set("Content-Type", "Application/JSON; charset=utf-8");
    switch (path) {
      case "/moved" -> {
        exchange.getResponseHeaders().set("Location", "/json");
        exchange.sendResponseHeaders(302, -1);
      }
      case "/exact" -> {
        exchange.sendResponseHeaders(200, MOST);
        exchange.getResponseBody().write(new byte[MOST]);
      }
      case "/large" -> {
        exchange.sendResponseHeaders(200, 0);
        pour(exchange.getResponseBody());
      }
      case "/silent" -> await();
      case "/drip" -> {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        await();
      }
      default -> {
        exchange.sendResponseHeaders(path.equals("/fault") ? 500 : 200, 2);
        exchange.getResponseBody().write("{}".getBytes(UTF_8));
      }
    }
    exchange.close();
  }

  private void pour(OutputStream body) {
    try {
      for (int i = 0; i < 100_000; i++) {
        body.write(new byte[1000]);
      }
      asked.add("poured everything");
    } catch (IOException brokenOff) {
      asked.add("broken off");
    }
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private OutboundAnswer get(String path) {
    return outbound.send(OutboundCall.get(at(path), NamedBy.OPERATOR));
  }

  private static Reason reason(Outbound outbound, OutboundCall call) {
    return assertThrows(OutboundException.class, () -> outbound.send(call)).reason();
  }

  @Test
  void answerWhenItComesThenWhole() {
    OutboundAnswer answer = get("/json");
    assertEquals(200, answer.status());
    assertEquals("application/json", answer.mediaType());
    assertEquals("{}", new String(answer.body(), UTF_8));
    assertTrue(answer.isJson());
  }

  @Test
  void answerWhenNot2xxThenAnAnswerAllTheSameAndNoJson() {
    OutboundAnswer answer = get("/fault");
    assertEquals(500, answer.status());
    assertFalse(answer.isJson());
  }

  @Test
  void formWhenSentThenWithItsHeaders() {
    OutboundAnswer answer =
        outbound.send(
            OutboundCall.post(at("/form"), NamedBy.OPERATOR, Sensitive.of("a=1"))
                .with("X-Extra", Sensitive.of("more")));
    assertEquals(200, answer.status());
    assertEquals(List.of("POST /form more a=1"), asked);
  }

  @Test
  void redirectWhenAnsweredThenNotFollowed() {
    assertEquals(302, get("/moved").status());
    assertEquals(List.of("GET /moved null "), asked);
  }

  @Test
  void bodyWhenAsLargeAsAllowedThenRead() {
    assertEquals(MOST, get("/exact").body().length);
  }

  @Test
  void bodyWhenTooLargeThenBrokenOff() throws InterruptedException {
    assertEquals(
        Reason.TOO_LARGE, reason(outbound, OutboundCall.get(at("/large"), NamedBy.OPERATOR)));
    for (int i = 0; i < 500 && asked.size() < 2; i++) {
      Thread.sleep(20);
    }
    assertEquals(List.of("GET /large null ", "broken off"), asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/silent", "/drip"})
  void answerWhenItTakesTooLongThenGivenUp(String path) {
    try (Outbound impatient = limited(Duration.ofMillis(400), false)) {
      assertEquals(
          Reason.TOO_SLOW, reason(impatient, OutboundCall.get(at(path), NamedBy.OPERATOR)));
    }
  }

  @Test
  void serverWhenNotThereThenUnreachable() {
    server.stop(0);
    assertEquals(
        Reason.UNREACHABLE, reason(outbound, OutboundCall.get(at("/json"), NamedBy.OPERATOR)));
  }

  @Test
  void addressWhenPrivateAndNamedByOthersThenRefusedUnlessAllowed() {
    OutboundCall call = OutboundCall.get(at("/json"), NamedBy.OTHERS);
    assertEquals(Reason.PRIVATE_ADDRESS, reason(outbound, call));
    assertEquals(List.of(), asked);
    OutboundCall vouchedFor = OutboundCall.get(at("/json"), NamedBy.OPERATOR);
    assertEquals(Reason.PRIVATE_ADDRESS, reason(outbound.distrusting(), vouchedFor));
    assertEquals(List.of(), asked);
    try (Outbound lenient = limited(Duration.ofSeconds(20), true)) {
      assertEquals(200, lenient.send(call).status());
      assertEquals(200, lenient.distrusting().send(vouchedFor).status());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:1/, PRIVATE_ADDRESS",
    "http://[::1]:1/, PRIVATE_ADDRESS",
    "http://2130706433/, PRIVATE_ADDRESS",
    "http://nobody.invalid/, UNKNOWN_HOST",
    "file:///etc/passwd, NO_ADDRESS",
    "ftp://example.org/, NO_ADDRESS",
    "http:/nowhere, NO_ADDRESS",
    "http://user:pass@example.org/, NO_ADDRESS",
  })
  void addressWhenNamedByOthersThenJudged(String address, Reason reason) {
    assertEquals(reason, reason(outbound, OutboundCall.get(URI.create(address), NamedBy.OTHERS)));
  }

  @Test
  void callWhenPrintedThenShowsNothing() {
    OutboundCall call =
        OutboundCall.post(
            URI.create("https://x.example/token?code=HIDDEN"),
            NamedBy.OPERATOR,
            Sensitive.of("HIDDEN"));
    assertFalse(call.toString().contains("HIDDEN"));
  }
}
