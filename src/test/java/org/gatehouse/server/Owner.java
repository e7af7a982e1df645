package org.gatehouse.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first owner of a server, who registers when the first test asks for them. Safe for threads
 * and for test classes in any order.
 *
 * <p>The password has a colon and letters beyond ASCII, and the address a letter with two Unicode
 * forms, so that every test meets them.
 */
public final class Owner {
  /** The client address from which the owner registers, where the server believes it. */
  public static final String ADDRESS = "10.250.0.1";

  private static final Map<RunningServer, Owner> REGISTERED = new HashMap<>();

  private final RunningServer server;

  private Owner(RunningServer server) {
    this.server = server;
  }

  /** The tokens of one login of an API client. */
  public record Tokens(String access, String refresh) {
    /** Those of an answer with a body. */
    public static Tokens of(Http.Answer answer) {
      assertEquals(200, answer.status(), answer::toString);
      JsonNode body = answer.json();
      return new Tokens(body.path("accessToken").asText(), body.path("refreshToken").asText());
    }
  }

  /** The owner of the shared server. */
  public static Owner shared() {
    return of(SharedServer.get());
  }

  /** The owner of this server, which nobody else may have registered at. */
  public static synchronized Owner of(RunningServer server) {
    Owner known = REGISTERED.get(server);
    if (known != null) {
      return known;
    }
    Owner owner = new Owner(server);
    Http.Answer answer =
        owner
            .client(ADDRESS)
            .post("api/v1/account/register", owner.registration(setupToken(server)));
    assertEquals(201, answer.status(), answer::toString);
    REGISTERED.put(server, owner);
    return owner;
  }

  /** The set-up token of a server without an owner. */
  public static String setupToken(RunningServer server) {
    try {
      return new String(
              Files.readAllBytes(server.home().resolve("setup-token")), StandardCharsets.US_ASCII)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address in normal form. */
  public String email() {
    return "j\u00f6rg.owner@example.org";
  }

  /** The password, in Unicode NFC. */
  public String password() {
    return "T\u00fcr: drei Schl\u00fcssel h\u00e4ngen da";
  }

  /** A client of the owner's server at an address. */
  public Http client(String address) {
    return Http.to(server).from(address);
  }

  /** Opens a session of an API client. */
  public Tokens signIn(Http client) {
    return Tokens.of(client.post("api/v1/auth/login", credentials()));
  }

  /** Opens a session of a web client. */
  public LoginCookies signInAsWebClient(String address) {
    return LoginCookies.of(
        client(address)
            .with("x-request-from", "internal")
            .post("api/v1/auth/login", credentials()));
  }

  /** The body of a right sign-in. */
  public Map<String, String> credentials() {
    return Map.of("email", email(), "password", password());
  }

  /** All audit events, newest first, read through a login that is one of them. */
  public List<JsonNode> auditEvents() {
    Http client = client(ADDRESS);
    Http reader = client.bearer(signIn(client).access());
    List<JsonNode> all = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = reader.get("api/v1/audit-events?limit=200" + after).json();
      page.path("items").forEach(all::add);
      if (!page.path("next").isTextual()) {
        return all;
      }
      after = "&after=" + page.path("next").asText();
    }
  }

  private Map<String, Object> registration(String token) {
    return Map.of(
        "user",
        Map.of(
            "name", "J\u00f6rg", "email", email(), "credential", password(), "tempToken", token));
  }
}
