package org.gatehouse.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private static final String API = "/gatehouse/api/v1/operator/";

  private final Path home;
  private final HttpServer server;
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private int status = 200;

  CommandsTest(@TempDir Path home) throws IOException {
    this.home = home;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() throws IOException {
    server.createContext("/", this::answer);
    server.start();
    Files.writeString(home.resolve("operator-token"), "the-token\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(
        exchange.getRequestMethod()
            + " "
            + path.replace(API, "")
            + " "
            + exchange.getRequestHeaders().getFirst("X-Gatehouse-Operator")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] body =
        answers.getOrDefault(path.replace(API, ""), "<html>").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help",
        "user",
        "user lists",
        "user list all",
        "user reset-password",
        "user create-owner a b",
        "mail-test",
        "mail-test a b",
        "secrets",
        "secrets copy",
        "secrets copy --to",
        "secrets copy --to vault",
        "secrets copy to aws now",
        "secrets reencrypt now",
        "list",
        "--help"
      })
  void isKnownWhenAnythingElseThenNot(String line) {
    assertFalse(Commands.isKnown(List.of(line.split(" "))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secrets copy --to aws", "secrets copy --to local", "secrets reencrypt"})
  void secretsThenNoServerIsAsked(String line) {
    assertTrue(Commands.isKnown(List.of(line.split(" "))));
    assertTrue(Commands.needsNoServer(List.of(line.split(" "))));
    assertFalse(Commands.needsNoServer(List.of("user", "list")));
  }

  @Test
  void listWhenThereAreManyThenEveryPageWithoutControlCharacters() {
    answers.put(
        "users?limit=200",
        "{\"items\":[{\"email\":\"a@b.c\",\"name\":\"Ada\\u001b[2J\\u202e\",\"status\":\"active\"}],"
            + "\"next\":\"n-1\"}");
    answers.put(
        "users?limit=200&after=n-1",
        "{\"items\":[{\"email\":\"j@b.c\",\"name\":\"J\u00f6rg\",\"status\":\"disabled\"}],"
            + "\"next\":null}");
    assertEquals(0, run("user list"));
    assertEquals(
        "active\ta@b.c\tAda?[2J?\ndisabled\tj@b.c\tJ\u00f6rg\n",
        out.toString(StandardCharsets.UTF_8));
    assertEquals(
        List.of("GET users?limit=200 the-token ", "GET users?limit=200&after=n-1 the-token "),
        asked);
  }

  @Test
  void resetPasswordThenTheLinkOnALineOfItsOwn() {
    answers.put(
        "users/reset-password",
        "{\"email\":\"a@b.c\",\"link\":\"https://gate.example/x?token=t\",\"expiresAt\":\"then\"}");
    assertEquals(0, run("user reset-password A\"@b.c"));
    assertTrue(out.toString(StandardCharsets.UTF_8).endsWith("\nhttps://gate.example/x?token=t\n"));
    assertEquals(List.of("POST users/reset-password the-token {\"email\":\"A\\\"@b.c\"}"), asked);
  }

  @Test
  void createOwnerWhenThereIsAPasswordThenNoLink() {
    answers.put(
        "owners", "{\"email\":\"a@b.c\",\"created\":false,\"link\":null,\"expiresAt\":null}");
    assertEquals(0, run("user create-owner a@b.c"));
    assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("a@b.c is an owner"));
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("null"));
  }

  @Test
  void runWhenRefusedThenTheReasonOnErr() {
    status = 409;
    answers.put("mail-test", "{\"detail\":\"SMTP_HOST is not set\",\"message\":\"no\"}");
    assertEquals(1, run("mail-test a@b.c"));
    assertEquals("gatehouse: SMTP_HOST is not set\n", err.toString(StandardCharsets.UTF_8));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void runWhenTheTokenIsOfAnotherHomeOrSomebodyElseAnswersThenSaysSo() {
    status = 404;
    assertEquals(1, run("user list"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("is not Gatehouse: status 404"));
    status = 401;
    answers.put("users?limit=200", "{}");
    assertEquals(1, run("user list"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("another GATEHOUSE_HOME"));
    assertFalse(err.toString(StandardCharsets.UTF_8).contains("the-token"));
  }

  @Test
  void runWhenNobodyAnswersThenSaysWhereItAsked() throws IOException {
    server.stop(0);
    assertEquals(1, run("user list"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("nobody answers at " + origin()));
    Files.delete(home.resolve("operator-token"));
    assertEquals(1, run("user list"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("Gatehouse does not run"));
  }

  private int run(String line) {
    List<String> command = List.of(line.split(" "));
    assertTrue(Commands.isKnown(command));
    return new Commands(new OperatorClient(origin(), home), stream(out), stream(err)).run(command);
  }

  private String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
