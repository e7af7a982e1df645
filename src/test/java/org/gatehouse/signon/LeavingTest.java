package org.gatehouse.signon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.login.TestFederation;
import org.gatehouse.session.SessionView;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing out here is done first, and then there. */
@Timeout(60)
class LeavingTest extends SignOnHouse {
  private static final URI BACK = URI.create("https://gate.example/gatehouse/login");

  private final UserId ada = people.plain("ada@example.org", people.here);

  private SessionId comeIn() {
    link(ada);
    in(signIn());
    return people.call(() -> people.sessions.openOf(ada, Optional.empty(), 9)).stream()
        .map(SessionView::id)
        .findFirst()
        .orElseThrow();
  }

  private Optional<Leaving.Elsewhere> leave(SessionId session, boolean goes, Providers from) {
    return new Leaving(new Deeds(), from, new LeavingConfig(goes, BACK))
        .signOut(Optional.of(session), Optional.empty(), "/app", ORIGIN);
  }

  /** As the container does it. */
  private final class Deeds extends ProviderSignOut {
    @Override
    Optional<SsoSessions.Opened> leave(
        Optional<SessionId> caller, Optional<Sensitive> refreshToken, RequestContext origin) {
      return people.call(
          () ->
              new ProviderSignOut(
                      federated,
                      people.sessions,
                      TestFederation.signOut(people.sessions, people.audit),
                      people.audit)
                  .leave(caller, refreshToken, origin));
    }
  }

  private void assertOver(SessionId session) {
    assertTrue(people.call(() -> people.sessions.findOpen(session)).isEmpty());
  }

  @Test
  void signOutWhenAProviderHasOpenedTheLoginThenTheBrowserGoesThereWithItsIdToken() {
    SessionId session = comeIn();
    assertFalse(DATABASE.select("select id_token_sealed from sso_session").contains("an id_token"));
    Leaving.Elsewhere there = leave(session, true, providers).orElseThrow();
    assertEquals("Fake", there.label());
    assertEquals(
        "https://id.example/out?hint=an+id_token&back=" + BACK + "&state=/app",
        there.address().toString());
    assertFalse(there.toString().contains("id_token"));
    assertOver(session);
    assertEquals(
        0, DATABASE.count("sso_session where id_token_sealed is not null"), "nobody needs it now");
  }

  @Test
  void signOutWhenTheProviderIsDownThenDoneAllTheSame() {
    SessionId session = comeIn();
    fault = Optional.of(SsoProblem.PROVIDER_DOWN);
    assertEquals(Optional.empty(), leave(session, true, providers));
    assertOver(session);
  }

  @Test
  void signOutWhenSwitchedOffOrTheProviderIsGoneThenOnlyHere() {
    SessionId session = comeIn();
    assertEquals(Optional.empty(), leave(session, false, providers));
    assertOver(session);
    who = vouched("2");
    UserId eve = people.plain("eve@example.org", people.here);
    Object unused = people.call(() -> identities.link(eve, ProviderName.GOOGLE, who));
    in(signIn());
    SessionId hers =
        people.call(() -> people.sessions.openOf(eve, Optional.empty(), 9)).get(0).id();
    assertEquals(Optional.empty(), leave(hers, true, new Providers(List.of())));
    assertOver(hers);
  }

  @Test
  void signOutWhenByPasswordThenOnlyHere() {
    SessionId session = session(ada);
    assertEquals(Optional.empty(), leave(session, true, providers));
    assertOver(session);
  }
}
