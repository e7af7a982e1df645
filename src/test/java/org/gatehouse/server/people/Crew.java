package org.gatehouse.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.jspecify.annotations.Nullable;

/**
 * The people of a server that the tests of this package share: the owner of the {@code
 * SharedServer} stays as alone as other tests expect. Everybody comes in as people do: invited, by
 * a link.
 */
final class Crew {
  static final String PASSWORD = "vier Schl\u00fcssel: und ein Tor";

  /** The general role that holds nothing. */
  static final String MEMBER = "00000000-0000-4000-8000-000000000002";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static @Nullable Crew shared;

  private final RunningServer server;
  private final Owner owner;

  private Crew(RunningServer server) {
    this.server = server;
    this.owner = Owner.of(server);
  }

  /** An account. */
  record Person(String id, String email) {}

  static synchronized Crew shared() {
    Crew crew = shared;
    if (crew == null) {
      crew =
          new Crew(
              RunningServer.start(
                  Launch.fresh()
                      .with("TRUST_PROXY", "127.0.0.1/32")
                      // Several tests are wrong with the same accounts.
                      .with("LOGIN_DELAY_AFTER", "1000000")
                      .withSample()));
      shared = crew;
    }
    return crew;
  }

  RunningServer server() {
    return server;
  }

  /** A client at an address of its own, so that it has limits of its own. */
  Http anybody() {
    int number = NUMBER.incrementAndGet();
    return Http.to(server).from("10.80." + number / 250 + "." + (1 + number % 250));
  }

  Http owner() {
    return basic(owner.email(), owner.password());
  }

  /** With HTTP Basic, whose roles are those of each moment. */
  Http as(Person person) {
    return basic(person.email(), PASSWORD);
  }

  private Http basic(String email, String password) {
    byte[] pair = (email + ":" + password).getBytes(StandardCharsets.UTF_8);
    return anybody().with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** A text that nobody has used. */
  static String fresh() {
    return "fresh" + NUMBER.incrementAndGet();
  }

  String workspace() {
    return created(owner().post("api/v1/workspaces", Map.of("name", fresh()))).path("id").asText();
  }

  String role(String name, String... permissions) {
    return created(
            owner().post("api/v1/roles", Map.of("name", name, "permissions", List.of(permissions))))
        .path("id")
        .asText();
  }

  /** The link of an invitation, as the owner is shown it. */
  String invite(String email, String workspace, String role) {
    return created(owner().post("api/v1/account/invite", invitation(email, workspace, role)))
        .path("inviteLink")
        .asText();
  }

  static Map<String, Object> invitation(String email, String workspace, String role) {
    return Map.of(
        "user",
        Map.of("email", email),
        "workspace",
        Map.of("id", workspace),
        "role",
        Map.of("id", role));
  }

  /** Somebody new with a role in a workspace. */
  Person member(String workspace, String role) {
    String email = fresh() + "@example.org";
    String token = token(invite(email, workspace, role));
    JsonNode made = created(register("Mira", email, token));
    return new Person(made.at("/user/id").asText(), email);
  }

  /** Accepts an invitation as somebody new. */
  Http.Answer register(String name, String email, String token) {
    return anybody()
        .post(
            "api/v1/account/register",
            Map.of(
                "user",
                Map.of("name", name, "email", email, "credential", PASSWORD, "tempToken", token)));
  }

  /** Gives somebody a role in a workspace. */
  void assign(Person person, String workspace, String role) {
    Http.Answer answer =
        owner()
            .sendJson(
                "PUT",
                "api/v1/workspaces/" + workspace + "/members/" + person.id(),
                Map.of("roleId", role));
    assertEquals(2, answer.status() / 100, answer::toString);
  }

  /** The token in a link. */
  static String token(String link) {
    return link.substring(link.indexOf("token=") + "token=".length());
  }

  /** Signs in as an API client. */
  Owner.Tokens signIn(Person person) {
    return Owner.Tokens.of(anybody().post("api/v1/auth/login", credentials(person)));
  }

  static Map<String, String> credentials(Person person) {
    return Map.of("email", person.email(), "password", PASSWORD);
  }

  static JsonNode created(Http.Answer answer) {
    assertEquals(201, answer.status(), answer::toString);
    return answer.json();
  }
}
