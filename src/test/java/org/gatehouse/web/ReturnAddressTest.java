package org.gatehouse.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/app",
        "/app/",
        "/app/page?x=1&y=2",
        "/app?next=https://example.org//a/../b",
        "/app?text=a%0D%0Ab%5C&lang=",
        "/app?q=100%",
        "/app?",
        "/app#part",
        "/app/my%20file%20(1).pdf",
        "/app/a%2Fb",
        "/app/100%25.txt",
        "/app/caf%C3%A9/caf%E9",
        "/app/a:b@c;v=1,2/~tilde/$&'*+!|{}",
        "/.well-known/x",
        "/...",
        "/app/..."
      })
  void parseWhenPathOnThisOriginThenKeptByteForByte(String text) {
    assertEquals(Optional.of(text), ReturnAddress.parse(text).map(ReturnAddress::value));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "evil",
        "?return=/",
        "#/",
        "https:evil.example",
        "https:/evil.example",
        "https://evil.example/",
        "HTTPS://evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "\\\\evil.example",
        "/app\\..\\evil",
        "/app?x=\\",
        "/%5Cevil.example",
        "/%5cevil.example",
        "/%255Cevil.example",
        "/%25255Cevil.example",
        "/%2Fevil.example",
        "/%2F%2Fevil.example",
        "/%2f/evil.example",
        "/%252F%252Fevil.example",
        "%2F%2Fevil.example",
        "/.//evil.example",
        "/..//evil.example",
        "/%2E//evil.example",
        "/.%2Fevil.example",
        "/./%2Fevil.example",
        "/%2e%2e/evil",
        "/%252e%252e%252fevil",
        "/./evil",
        "/../evil",
        "/app/..",
        "/app/.",
        "/app//evil",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nSet-Cookie: a=b",
        "/app\r\nX: y",
        "/app?x=\r\nSet-Cookie:a=b",
        "\t//evil.example",
        " /app",
        "/app ",
        "/ /evil.example",
        "/%09/evil.example",
        "/%0A/evil.example",
        "/%0d%0aX:y",
        "/%00",
        "/%7F",
        "/%2509/evil.example",
        "/\0",
        "/\u007f",
        "/\u0085",
        "/\u00a0/evil.example",
        "/\u2028/evil.example",
        "/\uff0fevil.example",
        "/caf\u00e9",
        "/%",
        "/%2",
        "/%zz"
      })
  void parseWhenAnythingElseThenEmpty(String text) {
    assertEquals(Optional.empty(), ReturnAddress.parse(text));
  }

  @Test
  void parseWhenLongerThanTwoThousandCharactersThenEmpty() {
    String longest = "/" + "a".repeat(1999);

    assertEquals(Optional.of(longest), ReturnAddress.parse(longest).map(ReturnAddress::value));
    assertEquals(Optional.empty(), ReturnAddress.parse(longest + "a"));
  }

  @Test
  void loginPageWhenPageIsOnThisOriginThenLeadsBackToIt() {
    assertEquals(
        "/gatehouse/login?return=%2Fapp%2Fx%3Fa%3D1%26b%3Dc%2520d%2Be",
        ReturnAddress.loginPage("/gatehouse", "/app/x?a=1&b=c%20d+e"));
  }

  @Test
  void loginPageWhenPageIsForeignThenLeadsToDefault() {
    assertEquals("/gatehouse/login", ReturnAddress.loginPage("/gatehouse", "//evil.example"));
    assertEquals("/login", ReturnAddress.loginPage("", null));
  }
}
