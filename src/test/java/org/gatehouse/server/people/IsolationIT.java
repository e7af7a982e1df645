package org.gatehouse.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.server.Http;
import org.gatehouse.server.people.Crew.Person;
import org.gatehouse.server.people.IsolationMatrix.Caller;
import org.gatehouse.server.people.IsolationMatrix.Line;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tries the isolation matrix out: every endpoint by every kind of caller. */
class IsolationIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Crew CREW = Crew.shared();
  private static final String ADMINISTRATOR =
      CREW.role(
          "administrator",
          "users:manage",
          "roles:manage",
          "sso:manage",
          "workspace:view",
          "workspace:create",
          "workspace:update",
          "workspace:delete",
          "workspace:add-user",
          "workspace:unlink-user",
          "loginActivity:view",
          "sessions:manage",
          "keys:rotate",
          "mail:manage",
          "metrics:view");
  private static final String READER = CREW.role("reader", "workspace:view");
  private static final String HERE = CREW.workspace();
  private static final String ELSEWHERE = CREW.workspace();
  private static final Map<Caller, Person> PEOPLE =
      Map.of(
          Caller.OTHER_MEMBER, CREW.member(ELSEWHERE, Crew.MEMBER),
          Caller.OTHER_ADMINISTRATOR, CREW.member(ELSEWHERE, ADMINISTRATOR),
          Caller.MEMBER, CREW.member(HERE, Crew.MEMBER),
          Caller.ADMINISTRATOR, CREW.member(HERE, ADMINISTRATOR));

  static Stream<Line> lines() {
    return IsolationMatrix.read().stream();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void endpointWhenCalledByEachThenAnswersAsTheMatrixSays(Line line) {
    Map<Caller, Integer> answers = new HashMap<>();
    for (Caller caller : Caller.values()) {
      Map<String, String> world = world(line);
      Http.Answer answer = call(line, client(caller), world);
      answers.put(caller, answer.status());
      if (answer.status() == 404) {
        Http.Answer unknown = call(line, client(caller), nothing(world));
        assertEquals(404, unknown.status(), unknown::toString);
        assertEquals(withoutNames(unknown), withoutNames(answer), line.endpoint());
      }
    }
    assertEquals(line.statuses(), answers, line.endpoint());
  }

  /** What the line speaks of: fresh where a call may change it. */
  private static Map<String, String> world(Line line) {
    boolean isRead = line.method().equals("GET");
    String here = line.endpoint().equals("DELETE /workspaces/{id}") ? doomed() : HERE;
    boolean needsUser = line.toString().contains("user}") || line.path().startsWith("/users/");
    String user =
        needsUser
            ? isRead ? person(Caller.ADMINISTRATOR).id() : CREW.member(here, READER).id()
            : Crew.MEMBER;
    return Map.of(
        "here",
        here,
        "user",
        user,
        "role",
        usedRole(line),
        "member",
        Crew.MEMBER,
        "invitation",
        line.path().startsWith("/invitations/{") ? invitation(here) : "",
        "fresh",
        Crew.fresh());
  }

  private static String usedRole(Line line) {
    if (line.path().startsWith("/roles/{")) {
      String role = CREW.role(Crew.fresh(), "workspace:view");
      Person unused = CREW.member(HERE, role);
      return role;
    }
    return Crew.MEMBER;
  }

  /** A workspace that may go, with the same people. */
  private static String doomed() {
    String workspace = CREW.workspace();
    CREW.assign(person(Caller.MEMBER), workspace, Crew.MEMBER);
    CREW.assign(person(Caller.ADMINISTRATOR), workspace, ADMINISTRATOR);
    return workspace;
  }

  private static String invitation(String here) {
    return Crew.created(
            CREW.owner()
                .post(
                    "api/v1/account/invite",
                    Crew.invitation(Crew.fresh() + "@example.org", here, Crew.MEMBER)))
        .path("id")
        .asText();
  }

  /** The same, but of what nobody ever had. */
  private static Map<String, String> nothing(Map<String, String> world) {
    Map<String, String> changed = new HashMap<>(world);
    for (String name : new String[] {"here", "user", "invitation"}) {
      changed.put(name, UUID.randomUUID().toString());
    }
    return changed;
  }

  private static Person person(Caller caller) {
    return Objects.requireNonNull(PEOPLE.get(caller), caller::name);
  }

  private static Http client(Caller caller) {
    return switch (caller) {
      case NOBODY -> CREW.anybody();
      case OWNER -> CREW.owner();
      default -> CREW.as(person(caller));
    };
  }

  private static Http.Answer call(Line line, Http client, Map<String, String> world) {
    String path = "api/v1" + filled(line.path(), world);
    if (line.body().isEmpty()) {
      return client.send(line.method(), path, BodyPublishers.noBody());
    }
    String body = line.body().get();
    for (Map.Entry<String, String> value : world.entrySet()) {
      body = body.replace("${" + value.getKey() + "}", value.getValue());
    }
    try {
      return client.sendJson(line.method(), path, JSON.readTree(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(line.endpoint(), e);
    }
  }

  private static String filled(String path, Map<String, String> world) {
    String id =
        path.startsWith("/workspaces/")
            ? "here"
            : path.startsWith("/roles/")
                ? "role"
                : path.startsWith("/invitations/") ? "invitation" : "user";
    return path.replace("{id}", world.getOrDefault(id, ""))
        .replace("{user}", world.getOrDefault("user", ""))
        .replace("{kid}", "unknown")
        .replace("{provider}", "google");
  }

  /** What differs between any two answers. */
  private static JsonNode withoutNames(Http.Answer answer) {
    ObjectNode body = (ObjectNode) answer.json();
    body.remove("requestId");
    body.remove("instance");
    return body;
  }
}
