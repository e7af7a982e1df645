package org.gatehouse.signon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.login.TestFederation;
import org.gatehouse.people.TestPeople;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.SessionView;
import org.gatehouse.sso.Aim;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.SignedOut;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Linking and unlinking identities, and what ends with them. */
@Timeout(60)
class IdentityLinkTest extends SignOnHouse {
  private final OwnIdentities own =
      new OwnIdentities(identities, federated, people.sessions, people.users, people.audit);

  @Test
  void linkWhenSignedInThenTheIdentityOpensTheAccountFromThenOn() {
    UserId ada = people.plain("another@example.org", people.here);
    SessionId session = session(ada);
    assertEquals(new Arrival.Linked(), link(ada, session, Optional.of(session)));
    assertEquals(new Arrival.Linked(), link(ada, session, Optional.of(session)));
    assertEquals(1, DATABASE.count("sso_identity"));
    assertEquals(ada, in(signIn()).id());
    assertTrue(auditText().contains("IDENTITY_LINK SUCCESS google"), this::auditText);
  }

  @Test
  void linkWhenTheBrowserHasAnotherSessionOrNoneOrTheSessionHasEndedThenRefused() {
    UserId ada = people.plain("another@example.org", people.here);
    SessionId session = session(ada);
    SessionId other = session(ada);
    assertRefused(SsoProblem.SIGNED_OUT, link(ada, session, Optional.of(other)));
    assertRefused(SsoProblem.SIGNED_OUT, link(ada, session, Optional.empty()));
    Object unused = people.call(() -> people.sessions.end(session, EndReason.SIGN_OUT));
    assertRefused(SsoProblem.SIGNED_OUT, link(ada, session, Optional.of(session)));
    assertEquals(0, DATABASE.count("sso_identity"));
    assertTrue(auditText().contains("IDENTITY_LINK FAILURE google: session-over"));
  }

  @Test
  void linkWhenTheIdentityIsAnothersThenRefusedAndItStaysTheirs() {
    UserId eve = people.plain("eve@example.org", people.here);
    link(eve);
    UserId ada = people.plain("another@example.org", people.here);
    SessionId session = session(ada);
    assertRefused(SsoProblem.TAKEN, link(ada, session, Optional.of(session)));
    assertEquals(eve, in(signIn()).id());
  }

  @Test
  void linkWhenTheAccountWasShutThenRefused() {
    UserId ada = people.plain("another@example.org", people.here);
    SessionId session = session(ada);
    TestUsers.setStatus(DATABASE, ada, UserStatus.DISABLED);
    assertRefused(SsoProblem.CLOSED, link(ada, session, Optional.of(session)));
  }

  @Test
  void accountWhenDeletedThenItsIdentitiesAreFree() {
    UserId ada = people.plain("ada@example.org", people.here);
    link(ada);
    DATABASE.run(() -> people.accounts.delete(TestPeople.as(people.owner), ada));
    assertEquals(0, DATABASE.count("sso_identity"));
    assertRefused(SsoProblem.UNKNOWN, signIn());
  }

  @Test
  void unlinkWhenNotTheLastWayInThenTheIdentityOpensNothing() {
    UserId ada = people.plain("ada@example.org", people.here);
    link(ada);
    UUID identity = identityOf(ada);
    unlink(people.owner, identity, Optional.empty());
    assertEquals(1, DATABASE.count("sso_identity"));
    DATABASE.execute("update gatehouse_user set credential = null where id = ?", ada.value());
    assertEquals(
        ErrorCode.CONFLICT,
        assertThrows(AuthException.class, () -> unlink(ada, identity, Optional.empty())).code());
    who = vouched("2");
    link(ada);
    unlink(ada, identity, Optional.empty());
    who = vouched("1");
    assertRefused(SsoProblem.UNKNOWN, signIn());
    assertTrue(auditText().contains("IDENTITY_UNLINK SUCCESS"), this::auditText);
  }

  @Test
  void unlinkWhenItHasOpenedLoginsThenTheyEndButForThisOne() {
    UserId ada = people.plain("ada@example.org", people.here);
    SessionId byPassword = session(ada);
    link(ada);
    UserView unused = in(signIn());
    UserView again = in(signIn());
    assertEquals(ada, again.id());
    SessionId current =
        people.call(() -> people.sessions.openOf(ada, Optional.empty(), 10)).stream()
            .map(SessionView::id)
            .filter(id -> !id.equals(byPassword))
            .findFirst()
            .orElseThrow();
    unlink(ada, identityOf(ada), Optional.of(current));
    assertEquals(
        Set.of(current, byPassword),
        people.call(() -> people.sessions.openOf(ada, Optional.empty(), 10)).stream()
            .map(SessionView::id)
            .collect(Collectors.toSet()));
  }

  @Test
  void providerWhenItTellsOfASignOutThenTheLoginsThatItHasOpenedEndAndNoOther() {
    UserId ada = people.plain("ada@example.org", people.here);
    link(ada);
    SessionId byPassword = session(ada);
    UserView unused = in(signIn());
    providerSession = Optional.of("sid-2");
    who = vouched("1", "ada@example.org");
    UserView again = in(signIn());
    assertEquals(ada, again.id());
    UserId eve = people.plain("eve@example.org", people.here);
    who = vouched("2");
    link(eve);
    UserView other = in(signIn());
    assertEquals(eve, other.id());

    end(Optional.of("1"), Optional.of("nobody's"));
    end(Optional.of("nobody"), Optional.empty());
    assertEquals(3, open(ada));
    end(Optional.of("1"), Optional.of("sid-2"));
    assertEquals(2, open(ada));
    assertEquals(1, open(eve));
    end(Optional.empty(), Optional.of("sid-1"));
    assertEquals(1, open(ada));
    assertTrue(people.call(() -> people.sessions.findOpen(byPassword)).isPresent());
    end(Optional.of("2"), Optional.empty());
    assertEquals(0, open(eve));
    assertEquals(3, auditText().lines().filter("SSO_SIGN_OUT SUCCESS google"::equals).count());
  }

  private Arrival link(UserId user, SessionId session, Optional<SessionId> caller) {
    return arrive(signOn, new Aim.Link(user, session), caller);
  }

  private UUID identityOf(UserId user) {
    return people.call(() -> own.of(user)).get(0).id();
  }

  private void unlink(UserId user, UUID identity, Optional<SessionId> kept) {
    DATABASE.run(() -> own.unlink(user, identity, kept, ORIGIN));
  }

  private void end(Optional<String> subject, Optional<String> session) {
    ProviderSignOut deeds =
        new ProviderSignOut(
            federated,
            people.sessions,
            TestFederation.signOut(people.sessions, people.audit),
            people.audit);
    DATABASE.run(
        () ->
            deeds.end(
                ProviderName.GOOGLE,
                new SignedOut("https://id.example", subject, session),
                ORIGIN));
  }

  private int open(UserId user) {
    return people.call(() -> people.sessions.openOf(user, Optional.empty(), 10)).size();
  }
}
