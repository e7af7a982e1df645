package org.gatehouse.server.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.server.Http;
import org.gatehouse.server.PostOffice;
import org.gatehouse.server.Residents;
import org.gatehouse.server.Residents.Person;
import org.gatehouse.server.RunningServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tokens that are none (CVE-2026-41276), and answers that must not hold one (CVE-2025-58434). Takes
 * a minute, the shortest life of a link.
 */
@Tag("ours")
class RecoveryAttackIT {
  private static final String VERIFY = "api/v1/account/verify";
  private static final String RESET = "api/v1/account/reset-password";

  private final List<Http.Answer> answers = new ArrayList<>();
  private final Map<String, String> tokens = new HashMap<>();

  @Test
  void tokenWhenItIsNoneThenOneRefusalAndNothingHappensAndItStandsNowhere() throws Exception {
    PostOffice post = PostOffice.open();
    RunningServer server =
        RunningServer.start(
            Residents.launch(post).with("PASSWORD_RESET_TOKEN_EXPIRY_IN_MINS", "1"));
    try {
      Residents residents = new Residents(server, post);
      Person late = residents.join();
      String expired = residents.resetToken(late, 2);
      long issued = System.nanoTime();
      Person rosa = residents.join();
      Person eve = residents.join();
      String invitation = post.token(rosa.email(), 1);
      String used = residents.resetToken(rosa, 2);
      assertEquals(200, residents.reset(rosa.email(), used, Residents.PASSWORD).status());
      String good = residents.resetToken(rosa, 4);
      String eves = residents.resetToken(eve, 2);
      tokens.put("used", used);
      tokens.put("good", good);
      tokens.put("eve's", eves);
      tokens.put("expired", expired);

      Map<String, @Nullable String> wrong = new LinkedHashMap<>();
      wrong.put("null", null);
      wrong.put("empty", "");
      wrong.put("space", " ");
      wrong.put("word", "null");
      wrong.put("used", used);
      wrong.put("of another user", eves);
      wrong.put("of another purpose", invitation);
      wrong.put("upper case", good.toUpperCase(Locale.ROOT));
      wrong.put("lower case", good.toLowerCase(Locale.ROOT));
      wrong.put("space before", " " + good);
      wrong.put("space after", good + " ");
      wrong.put("longer", good + "A");
      wrong.put("shorter", good.substring(1));
      wrong.put("random", "A".repeat(43));
      wrong.put("pattern", "%");
      Map<String, String> bodies = new HashMap<>();
      wrong.forEach(
          (attack, token) -> {
            refuse(residents, bodies, RESET, attack, reset(rosa, token));
            refuse(residents, bodies, VERIFY, attack, user("tempToken", token));
          });
      refuse(residents, bodies, VERIFY, "a token for a password", user("tempToken", good));
      Map<String, @Nullable Object> without = reset(rosa, null);
      without.remove("tempToken");
      refuse(residents, bodies, RESET, "missing", without);
      refuse(residents, bodies, VERIFY, "missing", new HashMap<>());
      assertEquals(1, bodies.size(), bodies::toString);
      assertEquals(200, residents.signIn(rosa, Residents.PASSWORD).status());
      assertEquals(200, residents.signIn(eve, Residents.PASSWORD).status());

      Map<String, @Nullable Object> more = reset(rosa, good);
      more.put("status", "disabled");
      more.put("credential", "$2b$10$abcdefghijklmnopqrstuv");
      more.put("id", eve.id());
      more.put("isOrganizationAdmin", true);
      Http.Answer done = residents.anybody().post(RESET, Map.of("user", more, "id", eve.id()));
      answers.add(done);
      assertEquals(200, done.status(), done::toString);
      assertEquals(200, residents.signIn(rosa, Residents.NEXT_PASSWORD).status());
      assertEquals(200, residents.signIn(eve, Residents.PASSWORD).status());
      assertFalse(
          residents
              .owner()
              .get("api/v1/users/" + rosa.id())
              .json()
              .path("isOrganizationAdmin")
              .asBoolean());

      TimeUnit.NANOSECONDS.sleep(issued + TimeUnit.SECONDS.toNanos(61) - System.nanoTime());
      refuse(residents, bodies, RESET, "expired", reset(late, expired));
      assertEquals(1, bodies.size(), bodies::toString);
      assertEquals(200, residents.signIn(late, Residents.PASSWORD).status());
      server.stop();
      assertNowhere(server);
    } finally {
      if (server.isAlive()) {
        server.close();
      }
      post.close();
    }
  }

  private void refuse(
      Residents residents,
      Map<String, String> bodies,
      String path,
      String attack,
      Map<String, @Nullable Object> user) {
    Http.Answer answer = residents.anybody().post(path, Map.of("user", user));
    answers.add(answer);
    assertEquals(400, answer.status(), () -> attack + ": " + answer);
    assertEquals("Invalid Temporary Token", answer.json().path("message").asText(), attack);
    String body =
        answer.text().replaceAll("\"(requestId|instance)\":\"[^\"]*\"", "").replaceAll("\\s", "");
    bodies.merge(body, attack, (first, second) -> first + ", " + second);
  }

  private static Map<String, @Nullable Object> reset(Person person, @Nullable String token) {
    Map<String, @Nullable Object> user = user("tempToken", token);
    user.put("email", person.email());
    user.put("password", Residents.NEXT_PASSWORD);
    return user;
  }

  private static Map<String, @Nullable Object> user(String name, @Nullable String value) {
    Map<String, @Nullable Object> user = new HashMap<>();
    user.put(name, value);
    return user;
  }

  private void assertNowhere(RunningServer server) {
    String log = server.output();
    tokens.forEach(
        (name, token) -> {
          assertFalse(log.contains(token), "the log has the token that is " + name);
          answers.forEach(answer -> assertFalse(answer.toString().contains(token), name));
        });
    assertFalse(log.contains(Residents.NEXT_PASSWORD), "the log has a password");
  }
}
