package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.Optional;
import org.gatehouse.server.Http;
import org.gatehouse.server.RawHttp;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.SharedServer;
import org.gatehouse.server.page.PageClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Foreign return addresses in every disguise end at our own home (CWE-601). */
class ReturnAddressIT {
  private static PageClient signedIn;

  @BeforeAll
  static void signIn() {
    signedIn = PageClient.at(SharedServer.get(), "10.62.0.1");
    signedIn.signIn(org.gatehouse.server.Owner.shared(), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://evil.example/",
        "HTTPS://evil.example",
        "https:evil.example",
        "https:/evil.example",
        "https:\\\\evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "//evil.example",
        "///evil.example",
        "////evil.example//",
        "/\\evil.example",
        "\\/evil.example",
        "\\\\evil.example",
        "/\\/evil.example",
        "/%5Cevil.example",
        "/%5c%5cevil.example",
        "/%255Cevil.example",
        "/%2Fevil.example",
        "/%2F%2Fevil.example",
        "/%252F%252Fevil.example",
        "%2F%2Fevil.example",
        "/.//evil.example",
        "/..//evil.example",
        "/%2e//evil.example",
        "/./%2fevil.example",
        "/app/..//evil.example",
        "/\t/evil.example",
        "/\r/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/ /evil.example",
        "/%09/evil.example",
        "/%0a/evil.example",
        "/%0d%0aLocation:%20https://evil.example",
        "/app\r\nSet-Cookie: evil=1",
        "/app?x=1\r\nLocation: https://evil.example",
        "/\u2028/evil.example",
        "/\uff0fevil.example",
        "\u3000//evil.example",
        "@evil.example",
        ".evil.example",
        "/evil.example\u0000"
      })
  void returnWhenForeignInDisguiseThenHome(String disguise) {
    Http.Answer link = signedIn.open("login?return=" + PageClient.encoded(disguise));
    assertHome(link);

    Http.Answer form = submit(disguise);
    // A NUL makes the whole form malformed, and nobody is signed in.
    if (disguise.indexOf('\0') >= 0) {
      assertEquals(400, form.status(), form::toString);
    } else {
      assertHome(form);
    }
  }

  @Test
  void returnWhenVeryLongThenHome() {
    assertHome(submit("/" + "a".repeat(2000)));
    assertHome(signedIn.open("login?return=/" + "a".repeat(2000)));
  }

  @Test
  void returnWhenThereTwiceThenHome() {
    assertHome(signedIn.open("login?return=/app&return=//evil.example"));
  }

  /** What a client library would encode. */
  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example", "/%09/evil"})
  void returnWhenWrittenRawThenNeverInTheLocation(String raw) {
    RunningServer server = SharedServer.get();
    String cookies = signedIn.cookies();

    String answer =
        RawHttp.exchange(
            server,
            "GET /gatehouse/login?return="
                + raw
                + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nCookie: "
                + cookies
                + "\r\n\r\n");

    assertFalse(answer.matches("(?is).*location:[^\r\n]*evil.*"), answer);
  }

  private static Http.Answer submit(String disguise) {
    return PageClient.at(SharedServer.get(), "10.62.0.2")
        .signIn(org.gatehouse.server.Owner.shared(), Map.of("return", disguise));
  }

  private static void assertHome(Http.Answer answer) {
    assertEquals(303, answer.status(), answer::toString);
    assertEquals(Optional.of("/gatehouse/"), answer.header("Location"));
    assertFalse(answer.headers().map().toString().contains("evil"), answer::toString);
  }
}
