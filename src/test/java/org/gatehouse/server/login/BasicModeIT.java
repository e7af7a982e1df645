package org.gatehouse.server.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code BASIC_AUTH} other than its default does. */
@Tag("families")
class BasicModeIT {
  private static final String WHOAMI = "api/v1/whoami";
  private static final String OPERATOR = "operator";
  private static final String OPERATOR_PASSWORD = "the:operators:word";

  @Test
  void basicWhenOffThenNobodyIsKnownByItAndItIsNotOffered() {
    try (RunningServer server = start("off")) {
      Owner owner = Owner.of(server);
      Http client = owner.client("10.8.0.1");

      for (Http.Answer answer :
          List.of(
              client.get(WHOAMI),
              basic(client, owner.email(), owner.password()).get(WHOAMI),
              basic(client, OPERATOR, OPERATOR_PASSWORD).get(WHOAMI))) {
        assertEquals(401, answer.status(), answer::toString);
        assertEquals(
            List.of("Bearer realm=\"Gatehouse\""), answer.headers().allValues("WWW-Authenticate"));
      }
      assertEquals(200, client.bearer(owner.signIn(client).access()).get(WHOAMI).status());
    }
  }

  @Test
  void basicWhenForTheOperatorAloneThenUsersAreNotKnownByIt() {
    try (RunningServer server = start("operator")) {
      Owner owner = Owner.of(server);
      Http client = owner.client("10.8.0.2");

      assertEquals(401, basic(client, owner.email(), owner.password()).get(WHOAMI).status());
      assertEquals(200, basic(client, OPERATOR, OPERATOR_PASSWORD).get(WHOAMI).status());
      assertEquals(200, client.post("api/v1/auth/login", owner.credentials()).status());
      assertEquals(
          200,
          client
              .post(
                  "api/v1/account/basic-auth",
                  Map.of("username", OPERATOR, "password", OPERATOR_PASSWORD))
              .status());
    }
  }

  private static RunningServer start(String mode) {
    return RunningServer.start(
        Launch.fresh()
            .with("TRUST_PROXY", "127.0.0.1/32")
            .with("BASIC_AUTH", mode)
            .with("FLOWISE_USERNAME", OPERATOR)
            .with("FLOWISE_PASSWORD", OPERATOR_PASSWORD));
  }

  private static Http basic(Http client, String username, String password) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return client.with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
