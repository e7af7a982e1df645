package org.gatehouse.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The people of a server that has a {@link PostOffice}: whoever comes, comes by the link of a mail.
 * Each request has a client address of its own, and with it limits of its own.
 */
public final class Residents implements BeforeAllCallback, AfterAllCallback {
  /** What everybody begins with. */
  public static final String PASSWORD = "sieben Br\u00fccken: und ein Tor";

  /** What they take next. */
  public static final String NEXT_PASSWORD = "elf Laternen: \u00fcber dem Fluss";

  private static final String MEMBER = "00000000-0000-4000-8000-000000000002";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private @Nullable RunningServer server;
  private @Nullable PostOffice post;

  /** Of a server of their own, for the tests of a class: register it in a static field. */
  public Residents() {}

  /** Of this server, where nobody else is. */
  public Residents(RunningServer server, PostOffice post) {
    this.server = server;
    this.post = post;
  }

  /** Such a server, not started yet; it believes in client addresses. */
  public static Launch launch(PostOffice post) {
    return post.serve(Launch.fresh().with("TRUST_PROXY", "127.0.0.1/32"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    PostOffice opened = PostOffice.open();
    post = opened;
    RunningServer started = RunningServer.start(launch(opened));
    server = started;
    Owner unused = Owner.of(started);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server().close();
    post().close();
  }

  /** Where they live. */
  public RunningServer server() {
    return Objects.requireNonNull(server, "only while the tests of the class run");
  }

  /** Where their mail comes. */
  public PostOffice post() {
    return Objects.requireNonNull(post, "only while the tests of the class run");
  }

  /** An account. */
  public record Person(String id, String email) {}

  /** A client from an address of its own. */
  public Http anybody() {
    int number = NUMBER.incrementAndGet();
    return Http.to(server()).from("10.81." + number / 250 + "." + (1 + number % 250));
  }

  /** The owner, by HTTP Basic. */
  public Http owner() {
    Owner owner = Owner.of(server());
    return basic(owner.email(), owner.password());
  }

  /** Somebody by HTTP Basic. */
  public Http basic(String email, String password) {
    byte[] pair = (email + ":" + password).getBytes(StandardCharsets.UTF_8);
    return anybody().with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** An address that nobody has. */
  public static String fresh() {
    return "resident" + NUMBER.incrementAndGet() + "@example.org";
  }

  /** Invites these into the first workspace. */
  public Http.Answer invite(List<String> emails) {
    return invite(emails, MEMBER);
  }

  /** The same, asked of another node. */
  public Http.Answer inviteAt(RunningServer node, List<String> emails) {
    return invite(owner().at(node.base().toString()), emails, MEMBER);
  }

  /** Invites these into the first workspace, with a role that is made for them. */
  public Http.Answer inviteAs(String role, List<String> emails) {
    Http.Answer made = owner().post("api/v1/roles", Map.of("name", role, "permissions", List.of()));
    assertEquals(201, made.status(), made::toString);
    return invite(emails, made.json().path("id").asText());
  }

  private Http.Answer invite(List<String> emails, String role) {
    return invite(owner(), emails, role);
  }

  private static Http.Answer invite(Http owner, List<String> emails, String role) {
    JsonNode workspaces = owner.get("api/v1/workspaces").json();
    return owner.post(
        "api/v1/invitations",
        Map.of(
            "workspace",
            Map.of("id", workspaces.at("/items/0/id").asText()),
            "role",
            Map.of("id", role),
            "emails",
            emails));
  }

  /** Somebody who was invited and has registered. */
  public Person join() {
    String email = fresh();
    Http.Answer invited = invite(List.of(email));
    assertEquals(200, invited.status(), invited::toString);
    Http.Answer answer =
        anybody().post("api/v1/account/register", registration(email, post().token(email, 1)));
    assertEquals(201, answer.status(), answer::toString);
    return new Person(answer.json().at("/user/id").asText(), email);
  }

  /** The body with which somebody who was invited registers. */
  public static Map<String, Object> registration(String email, String token) {
    return Map.of(
        "user", Map.of("name", "Rosa", "email", email, "credential", PASSWORD, "tempToken", token));
  }

  /** Signs in as an API client. */
  public Http.Answer signIn(Person person, String password) {
    return anybody()
        .post("api/v1/auth/login", Map.of("email", person.email(), "password", password));
  }

  /** Asks for a link for a new password. */
  public Http.Answer forgot(String email) {
    return anybody().post("api/v1/account/forgot-password", Map.of("user", Map.of("email", email)));
  }

  /** Asks for a link, which is in the mail of this number to the person, and takes its token. */
  public String resetToken(Person person, int mail) {
    Http.Answer asked = forgot(person.email());
    assertEquals(201, asked.status(), asked::toString);
    return post().token(person.email(), mail);
  }

  /** Chooses a new password. */
  public Http.Answer reset(String email, String token, String password) {
    return anybody()
        .post(
            "api/v1/account/reset-password",
            Map.of("user", Map.of("email", email, "tempToken", token, "password", password)));
  }
}
