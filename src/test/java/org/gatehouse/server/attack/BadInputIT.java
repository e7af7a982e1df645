package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.RawHttp;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies and requests that no honest client sends. */
class BadInputIT {
  private static final String SERVER = System.getProperty("gatehouse.server", "");
  private static final boolean ON_GLASSFISH = "glassfish".equals(SERVER);

  /** The HTTP of GlassFish and of Payara. */
  private static final boolean ON_GRIZZLY = ON_GLASSFISH || SERVER.startsWith("payara");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Stands in what is sent and must not stand in any answer. */
  private static final String MARK = "Zq81Marked";

  private static final String JSON_TYPE = "application/json";
  private static final String FOREIGN_ID = "00000000-0000-4000-8000-00000000abcd";

  /** Every endpoint that reads a body, with one of right form; texts by JSON pointer. */
  private static final List<Endpoint> ENDPOINTS =
      List.of(
          new Endpoint(
              "api/v1/auth/login",
              "{\"email\":\"Zq81Marked@x.example\",\"password\":\"Zq81Marked\"}",
              List.of("/email", "/password"),
              List.of()),
          new Endpoint(
              "api/v1/auth/refreshToken",
              "{\"refreshToken\":\"Zq81Marked\"}",
              List.of(),
              List.of("/refreshToken")),
          new Endpoint(
              "api/v1/account/register",
              "{\"user\":{\"name\":\"Zq81Marked\",\"email\":\"Zq81Marked@x.example\","
                  + "\"credential\":\"Zq81Marked-long-enough-77\",\"tempToken\":\"Zq81Marked\"},"
                  + "\"organization\":{\"name\":\"Zq81Marked\"}}",
              List.of("/user/name", "/user/email", "/user/credential"),
              List.of("/user/tempToken", "/organization/name")),
          new Endpoint(
              "api/v1/account/basic-auth",
              "{\"username\":\"Zq81Marked\",\"password\":\"Zq81Marked\"}",
              List.of("/username", "/password"),
              List.of()));

  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private static RunningServer server;
  private static JsonNode registered;
  private static String access;

  private record Endpoint(
      String path, String body, List<String> requiredTexts, List<String> optionalTexts) {
    List<String> texts() {
      List<String> all = new ArrayList<>(requiredTexts);
      all.addAll(optionalTexts);
      return all;
    }
  }

  @BeforeAll
  static void start() {
    server = RunningServer.start(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32"));
    ObjectNode body = JSON.valueToTree(Owner.registration(Owner.setupToken(server)));
    ObjectNode user = (ObjectNode) body.get("user");
    user.put("id", FOREIGN_ID).put("status", "disabled").put("createdDate", "1999-01-01");
    user.put("isAdmin", true).put("passwordHash", "x").put("roleId", FOREIGN_ID);
    ((ObjectNode) body.get("organization")).put("id", FOREIGN_ID);
    body.putObject("organizationUser").put("roleId", FOREIGN_ID).put("userId", FOREIGN_ID);
    body.putObject("workspace").put("id", FOREIGN_ID).put("name", MARK);
    Http.Answer answer = Http.to(server).post("api/v1/account/register", body);
    assertEquals(201, answer.status(), answer::toString);
    registered = answer.json();
    access = Owner.signIn(Http.to(server)).path("accessToken").asText();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void membersWhenUnknownThenWithoutEffect() {
    String everything = registered.toString();
    assertTrue(!everything.contains(FOREIGN_ID) && !everything.contains(MARK), everything);
    assertEquals("active", registered.at("/user/status").asText());
    assertNotEquals("1999", registered.at("/user/createdDate").asText().substring(0, 4));

    Http.Answer signedIn =
        client()
            .post(
                "api/v1/auth/login",
                Map.of(
                    "email",
                    Owner.EMAIL,
                    "password",
                    Owner.PASSWORD,
                    "groups",
                    List.of("operator"),
                    "expiresIn",
                    999_999_999,
                    "userId",
                    FOREIGN_ID));

    assertEquals(200, signedIn.status());
    JsonNode who =
        client().bearer(signedIn.json().path("accessToken").asText()).get("api/v1/whoami").json();
    assertEquals("[\"owner\"]", who.path("groups").toString());
  }

  @Test
  void membersWhenOfWrongTypeThenBadRequest() {
    Refusals refusals = new Refusals();
    JsonNode before = auditTrail();
    for (Endpoint endpoint : ENDPOINTS) {
      for (String text : endpoint.texts()) {
        for (String wrong :
            List.of("81", "8.1", "true", "[\"" + MARK + "\"]", "[]", "{\"a\":\"" + MARK + "\"}")) {
          refusals.expect(
              endpoint.path() + " " + text + " = " + wrong,
              post(endpoint, changed(endpoint, text, wrong)),
              400,
              "malformed_body",
              MARK);
        }
      }
      for (String text : endpoint.requiredTexts()) {
        for (String absent : List.of("null", "")) {
          refusals.expect(
              endpoint.path() + " " + text + (absent.isEmpty() ? " missing" : " null"),
              post(endpoint, changed(endpoint, text, absent)),
              400,
              "validation_failed",
              MARK);
        }
      }
    }
    Endpoint register = ENDPOINTS.get(2);
    for (String object : List.of("/user", "/organization")) {
      for (String wrong : List.of("81", "true", "\"" + MARK + "\"", "[]")) {
        refusals.expect(
            object + " = " + wrong,
            post(register, changed(register, object, wrong)),
            400,
            "malformed_body",
            MARK);
      }
    }
    refusals.expect(
        "/user null",
        post(register, changed(register, "/user", "null")),
        400,
        "validation_failed",
        MARK);
    assertEquals(Map.of(), refusals.wrong());
    assertEquals(before, auditTrail(), "nothing was written");
  }

  @Test
  void bodyWhenNotTheJsonExpectedThenBadRequest() {
    Refusals refusals = new Refusals();
    JsonNode before = auditTrail();
    for (Endpoint endpoint : ENDPOINTS) {
      String good = endpoint.body();
      Map<String, byte[]> bodies = new LinkedHashMap<>();
      bodies.put("empty", new byte[0]);
      for (String text :
          List.of(
              "null", "[]", "\"" + MARK + "\"", "81", "true", " ", "{", "}", "{]", "x" + MARK)) {
        bodies.put(text, utf8(text));
      }
      bodies.put("cut", utf8(good.substring(0, good.length() - 3)));
      bodies.put("trailing brace", utf8(good + "}"));
      bodies.put("trailing object", utf8(good + good));
      bodies.put("trailing text", utf8(good + MARK));
      bodies.put("comment", utf8(good + "/* " + MARK + " */"));
      bodies.put("single quotes", utf8(good.replace('"', '\'')));
      bodies.put("trailing comma", utf8(good.replaceFirst("}$", ",}")));
      bodies.put("duplicate", utf8(good.replaceFirst("(\"\\w+\":)", "$1null,$1")));
      bodies.put("duplicate unknown", utf8(good.replaceFirst("\\{", "{\"a\":1,\"a\":2,")));
      bodies.put("NaN", utf8(good.replaceFirst("\\{", "{\"a\":NaN,")));
      for (String bracket : List.of("[", "{\"a\":")) {
        bodies.put(
            "deep " + bracket,
            utf8(good.replaceFirst("\\{", "{\"a\":" + bracket.repeat(10_000) + ",")));
      }
      bodies.put(
          "deep and closed",
          utf8(
              good.replaceFirst("\\{", "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + ",")));
      bodies.put("UTF-16", good.getBytes(StandardCharsets.UTF_16));
      bodies.put("UTF-16LE", good.getBytes(StandardCharsets.UTF_16LE));
      bodies.put(
          "Latin 1", good.replace(MARK, MARK + "\u00e9").getBytes(StandardCharsets.ISO_8859_1));
      for (String bytes :
          List.of(
              "\0",
              "\u00c3(",
              "\u00ff",
              "\u00c0\u0080",
              "\u00c1\u00a1",
              "\u00ed\u00a0\u0080",
              "\u00f4\u0090\u0080\u0080",
              "\u0001",
              "\n")) {
        bodies.put(
            "bytes " + JSON.valueToTree(bytes),
            good.replace(MARK, MARK + bytes).getBytes(StandardCharsets.ISO_8859_1));
      }
      for (String escape :
          List.of("\\u0000", "\\ud800", "\\udc00", "\\udc00\\ud800", "\\x", "\\u12")) {
        for (String text : endpoint.texts()) {
          bodies.put(
              text + " " + escape,
              utf8(changed(endpoint, text, "\"" + MARK + escape + MARK + "\"")));
        }
      }
      bodies.forEach(
          (name, body) ->
              refusals.expect(
                  endpoint.path() + " " + name,
                  client().postRaw(endpoint.path(), JSON_TYPE, body),
                  400,
                  "malformed_body",
                  MARK));
    }
    assertEquals(Map.of(), refusals.wrong());
    assertEquals(before, auditTrail(), "nothing was written");
  }

  @Test
  void bodyWhenOfAnotherMediaTypeThenUnsupported() {
    Refusals refusals = new Refusals();
    JsonNode before = auditTrail();
    for (Endpoint endpoint : ENDPOINTS) {
      for (String type :
          List.of(
              "text/plain",
              "text/json",
              "application/x-www-form-urlencoded",
              "multipart/form-data; boundary=x",
              "application/xml",
              "application/octet-stream",
              "application/jsonp",
              "image/png")) {
        refusals.expect(
            endpoint.path() + " " + type,
            client().postRaw(endpoint.path(), type, utf8(endpoint.body())),
            415,
            "unsupported_media_type",
            MARK);
      }
      Http.Answer without =
          client().send("POST", endpoint.path(), BodyPublishers.ofByteArray(utf8(endpoint.body())));
      requireRefusal(refusals, endpoint.path() + " without type", without);
      for (String odd :
          List.of("x", "/", "application/json/json", ";;;", "application/json;charset=x")) {
        requireRefusal(
            refusals,
            endpoint.path() + " type " + odd,
            client().postRaw(endpoint.path(), odd, utf8("{\"" + MARK)));
      }
    }
    assertEquals(Map.of(), refusals.wrong());
    assertEquals(before, auditTrail(), "nothing was written");
  }

  @Test
  void bodyWhenLargeThenRefusedAndServerGoesOn() {
    Refusals refusals = new Refusals();
    JsonNode before = auditTrail();
    // Below 10 MB, where WildFly closes the connection before it asks us.
    byte[] large = utf8("{\"" + MARK + "\":\"" + "x".repeat(9 << 20) + "\"}");
    byte[] justTooLarge = utf8("{\"a\":\"" + "x".repeat(64 * 1024) + "\"}");
    for (Endpoint endpoint : ENDPOINTS) {
      for (byte[] body : List.of(large, justTooLarge)) {
        refusals.expect(
            endpoint.path() + " " + body.length,
            client().postRaw(endpoint.path(), JSON_TYPE, body),
            413,
            "body_too_large",
            MARK);
      }
      refusals.expect(
          endpoint.path() + " in chunks",
          client()
              .with("Content-Type", JSON_TYPE)
              .send(
                  "POST",
                  endpoint.path(),
                  BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
          413,
          "body_too_large",
          MARK);
      requireRefusal(
          refusals,
          endpoint.path() + " gzip",
          client()
              .with("Content-Encoding", "gzip")
              .postRaw(endpoint.path(), JSON_TYPE, gzip(utf8(endpoint.body()))));
    }
    assertEquals(Map.of(), refusals.wrong());
    assertEquals(before, auditTrail(), "nothing was written");
  }

  @Test
  void textsWhenVeryLongThenRefused() {
    String word = MARK.repeat(2000);
    Refusals refusals = new Refusals();
    refusals.expect(
        "sign-in",
        Owner.tryToSignIn(client(), Owner.EMAIL, word),
        401,
        "invalid_credentials",
        MARK);
    refusals.expect(
        "unknown",
        Owner.tryToSignIn(client(), "a@b.example", word),
        401,
        "invalid_credentials",
        MARK);
    refusals.expect(
        "address",
        Owner.tryToSignIn(client(), word + "@b.example", word),
        400,
        "validation_failed",
        MARK);
    refusals.expect("refresh", Owner.refresh(client(), word), 401, "refresh_token_expired", MARK);
    for (String text : ENDPOINTS.get(2).texts()) {
      requireRefusal(
          refusals,
          "register " + text,
          post(ENDPOINTS.get(2), changed(ENDPOINTS.get(2), text, "\"" + word + "\"")));
    }
    for (String text : ENDPOINTS.get(3).texts()) {
      requireRefusal(
          refusals,
          "basic-auth " + text,
          post(ENDPOINTS.get(3), changed(ENDPOINTS.get(3), text, "\"" + word + "\"")));
    }
    assertEquals(Map.of(), refusals.wrong());
  }

  @Test
  void bodyWhenEndpointReadsNoneThenIgnored() {
    for (String path : List.of("api/v1/auth/resolve", "api/v1/account/logout")) {
      for (String body : List.of("", "null", "{", "[[[", "x", "{\"a\":\"" + MARK + "\\u0000\"}")) {
        Http.Answer answer = client().postRaw(path, JSON_TYPE, utf8(body));
        assertEquals(200, answer.status(), answer::toString);
        assertTrue(!answer.text().contains(MARK));
      }
    }
  }

  @Test
  void headersWhenLargeOrManyThenNoFault() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("one of 8 KB", "X-Long: " + "x".repeat(8192) + "\r\n");
    headers.put("one of 200 KB", "X-Long: " + "x".repeat(200_000) + "\r\n");
    headers.put("a thousand", "X-Many: x\r\n".repeat(1000));
    headers.put("no colon", "X-No-Colon\r\n");
    headers.put("no name", ": x\r\n");
    headers.put("NUL", "X-Nul: a\0b\r\n");
    headers.put("agent", "User-Agent: " + "\u00e9\u0001\t".repeat(300) + "\r\n");
    headers.put("forwarded", "X-Forwarded-For: , ,x,,::,%,1.2.3.4.5,[::1],fe80::1%eth0\r\n");
    headers.put("authorization", "Authorization: Basic\r\n");
    headers.put("authorization odd", "Authorization: Basic \u00ff\u00ff==\r\n");
    headers.put("authorization NUL", "Authorization: Basic AAAA\r\n");
    headers.put("two authorizations", "Authorization: Bearer a\r\nAuthorization: Basic b\r\n");
    headers.put("cookie", "Cookie: gatehouse-access; =; ;;gatehouse-refresh=\"\r\n");
    headers.put("accept", "Accept: x;;q=9,/\r\n");
    headers.put("language", "Accept-Language: " + "-".repeat(500) + "\r\n");
    headers.put("method override", "X-HTTP-Method-Override: DELETE\r\n");
    headers.put("expect", "Expect: the-unexpected\r\n");
    if (ON_GLASSFISH) {
      // Grizzly of GlassFish 7.0.21 loses the "Connection: close" after it: 404 and then silence.
      headers.remove("no colon");
    }

    Refusals refusals = new Refusals();
    headers.forEach(
        (name, lines) -> {
          String answer =
              raw("GET /gatehouse/api/v1/whoami HTTP/1.1\r\nHost: localhost\r\n", lines, "");
          if (!answer.isEmpty() && !answer.matches("(?s)HTTP/1\\.1 4\\d\\d .*")) {
            refusals.add(name, answer);
          }
          if (answer.contains("Exception") || answer.contains("\tat ")) {
            refusals.add(name + " shows a trace", answer);
          }
        });
    assertEquals(Map.of(), refusals.wrong());
  }

  @Test
  void requestWhenItsEndIsAmbiguousThenNothingIsSmuggled() {
    String hidden =
        "GET /gatehouse/api/v1/ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    String chunks = "0\r\n\r\n" + hidden;
    String length = "Content-Length: " + chunks.length() + "\r\n";
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("length and chunked", length + "Transfer-Encoding: chunked\r\n");
    headers.put("chunked and length", "Transfer-Encoding: chunked\r\n" + length);
    headers.put("two lengths", "Content-Length: 0\r\n" + length);
    headers.put("list of lengths", "Content-Length: 0, " + chunks.length() + "\r\n");
    headers.put("space before the colon", length + "Transfer-Encoding : chunked\r\n");
    headers.put("xchunked", length + "Transfer-Encoding: xchunked\r\n");
    headers.put("chunked, identity", length + "Transfer-Encoding: chunked, identity\r\n");
    headers.put(
        "two codings", length + "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n");
    headers.put("negative length", "Content-Length: -1\r\n");
    headers.put("signed length", "Content-Length: +0\r\n");
    headers.put("hexadecimal length", "Content-Length: 0x0\r\n");

    if (ON_GLASSFISH) {
      // Answered once, as one request; the connection then stays open without an answer.
      headers.keySet().removeAll(Set.of("space before the colon", "xchunked"));
    }
    if (ON_GRIZZLY) {
      // Grizzly goes by one of the two and keeps the connection, where RFC 9112, section 6.1 wants
      // it closed; the WAR sees two plain requests and cannot help.
      headers
          .keySet()
          .removeAll(
              Set.of(
                  "length and chunked", "chunked and length", "two codings", "chunked, identity"));
    }

    Pattern pong = Pattern.compile("\r\npong|pong$");
    Refusals refusals = new Refusals();
    headers.forEach(
        (name, lines) -> {
          String request =
              "POST /gatehouse/api/v1/auth/resolve HTTP/1.1\r\nHost: localhost\r\n"
                  + "Content-Type: application/json\r\n"
                  + lines
                  + "\r\n"
                  + chunks;
          String answer = RawHttp.exchange(server, request);
          if (pong.matcher(answer).find() || answer.contains("HTTP/1.1 500")) {
            refusals.add(name, answer);
          }
        });
    assertEquals(Map.of(), refusals.wrong());
  }

  @Test
  void pathWhenOddThenNoFault() {
    Refusals refusals = new Refusals();
    for (String path :
        List.of(
            "/gatehouse/api/v1/../../WEB-INF/web.xml",
            "/gatehouse/WEB-INF/web.xml",
            "/gatehouse/%57EB-INF/web.xml",
            "/gatehouse/api/v1/%2e%2e/%2e%2e/WEB-INF/web.xml",
            "/gatehouse/api/v1/audit-events;a=b",
            "/gatehouse/api/v1//audit-events",
            "/gatehouse/api/v1/audit-events/",
            "/gatehouse/api/v1/audit%2Devents",
            "/gatehouse/api/v1/Audit-Events",
            "/gatehouse/api/v1/audit-events%00",
            "/gatehouse/api/v1/ping%0d%0aX-Evil:%201/x",
            "/gatehouse/api/v1/audit-events?limit=%00&after=%ff%fe",
            "/gatehouse/errors",
            "/gatehouse/api/v1/%",
            "/gatehouse/api/v1/whoami?" + "a=b&".repeat(1500))) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n", "", "");
      boolean emptyOfGrizzly =
          ON_GRIZZLY && path.endsWith("%") && answer.contains("Content-Length: 0");
      // GlassFish 7.0.21 fails on the path when it looks for a constraint, before it asks us.
      boolean failureOfGlassFish =
          ON_GLASSFISH && path.contains("%0d%0a") && answer.startsWith("HTTP/1.1 500 ");
      boolean refused =
          answer.matches("(?s)HTTP/1\\.1 [34]\\d\\d .*") || emptyOfGrizzly || failureOfGlassFish;
      if (!refused || answer.contains("Exception")) {
        refusals.add(path, answer);
      }
      if (answer.contains("\r\nX-Evil") || answer.contains("<web-app")) {
        refusals.add(path + " gets through", answer);
      }
    }
    assertEquals(Map.of(), refusals.wrong());
  }

  private static String raw(String start, String headers, String body) {
    return RawHttp.exchange(server, start + headers + "Connection: close\r\n\r\n" + body);
  }

  /** Any 4xx with a problem of ours; which one differs by server and is of no account. */
  private static void requireRefusal(Refusals refusals, String attack, Http.Answer answer) {
    boolean isProblem = answer.mediaType().equals("application/problem+json");
    if (!Set.of(400, 401, 415).contains(answer.status())
        || !isProblem
        || answer.toString().contains(MARK)) {
      refusals.add(attack, answer.toString());
    }
  }

  private static JsonNode auditTrail() {
    return Owner.auditTrail(client(), access);
  }

  private static Http.Answer post(Endpoint endpoint, String body) {
    return client().postRaw(endpoint.path(), JSON_TYPE, utf8(body));
  }

  /** A client of its own address: no limit is to answer in place of the check. */
  private static Http client() {
    int n = ADDRESSES.incrementAndGet();
    return Http.to(server).from("10.31." + n / 250 + "." + (1 + n % 250));
  }

  /** The body with another JSON value at the pointer; without the member if that is empty. */
  private static String changed(Endpoint endpoint, String pointer, String json) {
    try {
      JsonNode body = JSON.readTree(endpoint.body());
      int slash = pointer.lastIndexOf('/');
      ObjectNode parent = (ObjectNode) body.at(pointer.substring(0, slash));
      String member = pointer.substring(slash + 1);
      if (json.isEmpty()) {
        parent.remove(member);
        return body.toString();
      }
      parent.put(member, "@@");
      return body.toString().replace("\"@@\"", json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
