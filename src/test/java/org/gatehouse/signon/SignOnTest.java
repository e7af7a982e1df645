package org.gatehouse.signon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Race;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.sso.Aim;
import org.gatehouse.sso.ProviderLogin;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.RoundTrip;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.Vouched;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SignOnTest extends SignOnHouse {
  @Test
  void signInWhenTheIdentityIsLinkedThenASessionThatSaysHow() {
    UserId ada = people.plain("other@example.org", people.here);
    link(ada);
    assertEquals(ada, in(signIn()).id());
    assertEquals(
        List.of("fed"),
        people.call(() -> people.sessions.openOf(ada, Optional.empty(), 5)).get(0).amr());
    assertTrue(auditText().contains("SSO_SIGN_IN SUCCESS google"), this::auditText);
  }

  @Test
  void signInWhenOnlyTheAddressIsTheSameThenNothingIsLinked() {
    UserId unused = people.user("ada@example.org");
    assertRefused(SsoProblem.UNKNOWN, signIn());
    assertRefused(SsoProblem.HAS_ACCOUNT, signIn(signOn(Set.of("example.org")), Optional.empty()));
    assertEquals(0, DATABASE.count("sso_identity"));
    assertEquals(0, DATABASE.count("user_session"));
  }

  @Test
  void signInWhenTheSubjectIsTheSameAtAnotherIssuerThenNotTheSameIdentity() {
    UserId ada = people.plain("ada@example.org", people.here);
    link(ada);
    who =
        new Vouched(
            "https://other.example",
            "1",
            Optional.empty(),
            Optional.empty(),
            ProviderLogin.NONE,
            who.verified(),
            Optional.empty());
    assertRefused(SsoProblem.UNKNOWN, signIn());
    who = vouched("1 ");
    assertRefused(SsoProblem.UNKNOWN, signIn());
  }

  @Test
  void signInWhenInvitedAndTheAddressIsVerifiedThenJoinsUnderTheNameOfTheProvider() {
    Sensitive token = invite("ADA@example.org");
    UserView ada = in(signIn(signOn, Optional.of(token)));
    assertEquals("Ada L.", ada.name());
    assertEquals(Locale.GERMAN, ada.language());
    assertFalse(people.call(() -> people.users.hasPassword(ada.id())));
    assertEquals(
        editor,
        people.workspaces.membershipOf(ada.id(), Optional.empty()).active().orElseThrow().roleId());
    assertEquals(ada.id(), in(signIn()).id());
    assertRefused(SsoProblem.INVITATION_OVER, signIn(signOn, Optional.of(token)));
  }

  @Test
  void signInWhenInvitedButNothingSaysThatTheAddressIsTheirsThenNothingIsDone() {
    Sensitive token = invite("ada@example.org");
    who = vouched("1");
    assertRefused(SsoProblem.NO_VERIFIED_ADDRESS, signIn(signOn, Optional.of(token)));
    who = vouched("1", "eve@example.org");
    assertRefused(SsoProblem.OTHER_ADDRESS, signIn(signOn, Optional.of(token)));
    assertNothingDone("other-address");
    assertTrue(people.call(() -> people.acceptance.look(token)).isPresent(), "the link is good");
  }

  @Test
  void signInWhenInvitedButWithoutTheTokenThenTheInvitationWaits() {
    Sensitive token = invite("ada@example.org");
    assertRefused(SsoProblem.UNKNOWN, signIn());
    assertRefused(SsoProblem.INVITED, signIn(signOn(Set.of("example.org")), Optional.empty()));
    assertNothingDone("invited-without-token");
    assertTrue(people.call(() -> people.acceptance.look(token)).isPresent(), "the link is good");
  }

  @Test
  void signInWhenTheInvitationIsNoGoodThenNothingIsDone() {
    assertRefused(
        SsoProblem.INVITATION_OVER, signIn(signOn, Optional.of(Sensitive.of("nonsense"))));
    Sensitive token = invite("ada@example.org");
    people.clock.advance(Duration.ofDays(2));
    assertRefused(SsoProblem.INVITATION_OVER, signIn(signOn, Optional.of(token)));
    assertNothingDone("invitation-over");
  }

  @Test
  void signInWhenTheInvitedAddressHasAnAccountThenItIsNotOpenedByTheInvitation() {
    UserId ada = people.plain("ada@example.org", people.elsewhere);
    Sensitive token = invite("ada@example.org");
    assertRefused(SsoProblem.HAS_ACCOUNT, signIn(signOn, Optional.of(token)));
    assertEquals(0, DATABASE.count("sso_identity"));
    link(ada);
    assertEquals(ada, in(signIn(signOn, Optional.of(token))).id());
    assertEquals(2, people.workspaces.membershipOf(ada, Optional.empty()).assignments().size());
  }

  @Test
  void signInWhenTheInvitationIsForAnotherAccountThenRefused() {
    UserId ada = people.plain("ada@example.org", people.here);
    link(ada);
    Sensitive token = invite("grace@example.org");
    assertRefused(SsoProblem.OTHER_ADDRESS, signIn(signOn, Optional.of(token)));
    assertEquals(0, DATABASE.count("user_session"));
  }

  @ParameterizedTest
  @EnumSource(
      value = UserStatus.class,
      names = {"DISABLED", "DELETED", "UNVERIFIED", "INVITED"})
  void signInWhenTheAccountIsNotActiveThenNoSession(UserStatus status) {
    UserId ada = people.plain("ada@example.org", people.here);
    link(ada);
    TestUsers.setStatus(DATABASE, ada, status);
    assertRefused(SsoProblem.CLOSED, signIn());
    assertEquals(0, DATABASE.count("user_session"));
  }

  @Test
  void signInWhenProvisionedThenAMemberWhoseRoleOpensNothing() {
    who = vouched("1", "ada@elsewhere.example", "ada@b\u00fccher.example");
    UserView ada = in(signIn(signOn(Set.of("xn--bcher-kva.example")), Optional.empty()));
    assertEquals("ada@xn--bcher-kva.example", ada.email().value());
    assertEquals(
        List.of("member"),
        List.copyOf(people.workspaces.membershipOf(ada.id(), Optional.empty()).groups()));
    assertEquals(ada.id(), in(signIn()).id());
    assertTrue(auditText().contains("SSO_PROVISION SUCCESS google"), this::auditText);
  }

  @Test
  void signInWhenTheDomainIsAnotherOneThenNotProvisioned() {
    for (String address :
        List.of("ada@sub.example.org", "ada@example.org.evil", "ada@evil.example")) {
      who = vouched("1", address);
      assertRefused(SsoProblem.UNKNOWN, signIn(signOn(Set.of("example.org")), Optional.empty()));
    }
    who = vouched("1");
    assertRefused(
        SsoProblem.NO_VERIFIED_ADDRESS, signIn(signOn(Set.of("example.org")), Optional.empty()));
    assertNothingDone("no-verified-address");
  }

  @Test
  void signInWhenTheProviderRefusesThenItsReasonInTheAuditTrailAndTheirsOnThePage() {
    fault = Optional.of(SsoProblem.UNTRUSTED);
    assertRefused(SsoProblem.UNTRUSTED, signIn());
    assertNothingDone("fault");
  }

  @Test
  void roundTripWhenMissingOrOfAnotherProviderThenTheCodeIsNotUsed() {
    fault = Optional.of(SsoProblem.UNTRUSTED); // what it would be, were it asked
    RoundTrip other =
        signOn.begin(ProviderName.OIDC, new Aim.SignIn(Optional.empty(), Optional.empty())).trip();
    for (Optional<RoundTrip> trip : List.of(Optional.<RoundTrip>empty(), Optional.of(other))) {
      assertRefused(
          SsoProblem.NO_ROUND_TRIP,
          signOn.finish(
              ProviderName.GOOGLE, trip, answer(), Optional.empty(), Locale.ENGLISH, ORIGIN));
    }
    assertNothingDone("no-round-trip");
  }

  @Test
  void providerWhenNotSetUpThenNotFound() {
    AuthException refused =
        assertThrows(
            AuthException.class,
            () ->
                signOn.begin(
                    ProviderName.GITHUB, new Aim.SignIn(Optional.empty(), Optional.empty())));
    assertEquals(ErrorCode.NOT_FOUND, refused.code());
  }

  @Test
  void failuresWhenTooManyThenLimitedAndSuccessesAreNot() {
    UserId ada = people.plain("ada@example.org", people.here);
    link(ada);
    for (int i = 0; i < 2 * MOST_FAILURES; i++) {
      assertEquals(ada, in(signIn()).id());
    }
    who = vouched("2");
    for (int i = 0; i < MOST_FAILURES; i++) {
      assertRefused(SsoProblem.UNKNOWN, signIn());
    }
    assertRefused(SsoProblem.TOO_MANY, signIn());
  }

  @Test
  void signInWhenTwoSeeAnIdentityForTheFirstTimeThenOneAccount() throws InterruptedException {
    SignOn hall = signOn(Set.of("example.org"));
    for (int round = 0; round < 5; round++) {
      who = vouched("race " + round, "race" + round + "@example.org");
      Callable<UserId> arriving = () -> in(signIn(hall, Optional.empty())).id();
      Race<UserId> race = Race.of(Collections.nCopies(4, arriving));
      assertEquals(4, race.won().size());
      assertEquals(1, Set.copyOf(race.won()).size());
      assertEquals(round + 1, DATABASE.count("sso_identity"));
    }
  }

  @Test
  void signInWhenTwoAcceptOneInvitationThenOneAccountAndBothAreTold() throws InterruptedException {
    for (int round = 0; round < 3; round++) {
      String address = "race" + round + "@example.org";
      Sensitive token = invite(address);
      who = vouched("race " + round, address);
      Callable<Arrival> arriving = () -> signIn(signOn, Optional.of(token));
      Race<Arrival> race = Race.of(Collections.nCopies(2, arriving));
      assertEquals(1, race.won().stream().filter(Arrival.SignedIn.class::isInstance).count());
      assertEquals(1, race.won().stream().filter(SignOnTest::isTold).count(), this::auditText);
      assertEquals(round + 1, DATABASE.count("sso_identity"));
    }
  }

  /** The other one looked before the first was done, or after. */
  private static boolean isTold(Arrival arrival) {
    return arrival.equals(new Arrival.Refused(SsoProblem.INVITATION_OVER))
        || arrival.equals(new Arrival.Refused(SsoProblem.HAS_ACCOUNT));
  }
}
