package org.gatehouse.signon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gatehouse.audit.AuditEventView;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.invitation.InviteOutcome;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Race;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.login.LoginResult;
import org.gatehouse.login.TestFederation;
import org.gatehouse.people.TestPeople;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.session.EndReason;
import org.gatehouse.session.SessionView;
import org.gatehouse.sso.Aim;
import org.gatehouse.sso.Challenge;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderAnswer;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.RoundTrip;
import org.gatehouse.sso.RoundTrips;
import org.gatehouse.sso.SignedOut;
import org.gatehouse.sso.SsoIdentities;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.SsoSessions;
import org.gatehouse.sso.TestSso;
import org.gatehouse.sso.Vouched;
import org.gatehouse.user.TestUsers;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SignOnTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final RequestContext ORIGIN = TestPeople.ORIGIN;
  private static final int MOST_FAILURES = 5;

  private final TestPeople people = new TestPeople(DATABASE);
  private final UUID editor = people.role("editor", "article:edit");
  private final SsoIdentities identities = TestSso.identities(DATABASE, people.clock);
  private final SsoSessions federated = TestSso.sessions(DATABASE);
  private final RoundTrips trips =
      new RoundTrips(Sensitive.of("any secret"), people.clock, new SecureRandom());
  private final SignOn signOn = signOn(Set.of());

  private Optional<String> providerSession = Optional.of("sid-1");
  private Vouched who = vouched("1", "ada@example.org");
  private Optional<SsoProblem> fault = Optional.empty();

  /** One that believes the test. */
  private final class Fake implements IdentityProvider {
    private final ProviderName name;

    Fake(ProviderName name) {
      this.name = name;
    }

    @Override
    public ProviderName name() {
      return name;
    }

    @Override
    public String label() {
      return "Fake";
    }

    @Override
    public URI authorization(Challenge challenge) {
      return URI.create("https://id.example/?state=" + challenge.state().reveal());
    }

    @Override
    public Vouched redeem(ProviderAnswer answer, Challenge challenge) {
      fault.ifPresent(
          problem -> {
            throw new SsoRefusal(problem, "fault");
          });
      return who;
    }
  }

  private SignOn signOn(Set<String> domains) {
    Newcomers newcomers =
        new Newcomers(
            people.acceptance,
            people.users,
            people.workspaces,
            people.memberships,
            new Provisioning(domains),
            people.audit);
    return new SignOn(
        new Providers(List.of(new Fake(ProviderName.GOOGLE), new Fake(ProviderName.OIDC))),
        trips,
        TestFederation.limits(MOST_FAILURES, people.clock),
        new InTransactions(
            new Arrivals(
                identities,
                newcomers,
                people.users,
                people.sessions,
                TestFederation.on(DATABASE, people.sessions, people.clock),
                federated,
                people.audit)));
  }

  /** As the container does it. */
  private static final class InTransactions extends Arrivals {
    private final Arrivals arrivals;

    InTransactions(Arrivals arrivals) {
      this.arrivals = arrivals;
    }

    @Override
    LoginResult.Success signIn(
        ProviderName provider,
        Vouched who,
        Optional<Sensitive> invitation,
        Locale language,
        RequestContext origin) {
      return DATABASE.call(() -> arrivals.signIn(provider, who, invitation, language, origin));
    }

    @Override
    void link(ProviderName provider, Vouched who, Aim.Link aim, RequestContext origin) {
      DATABASE.run(() -> arrivals.link(provider, who, aim, origin));
    }

    @Override
    void recordFailure(
        Aim aim, Optional<Vouched> who, ProviderName provider, String why, RequestContext origin) {
      DATABASE.run(() -> arrivals.recordFailure(aim, who, provider, why, origin));
    }
  }

  private Vouched vouched(String subject, String... verified) {
    return new Vouched(
        "https://id.example",
        subject,
        Optional.of("Ada L."),
        Optional.of("ada"),
        providerSession,
        List.of(verified).stream().map(SignOnTest::email).toList());
  }

  private static EmailAddress email(String text) {
    return EmailAddress.parse(text).orElseThrow();
  }

  private Arrival arrive(SignOn hall, Aim aim, Optional<SessionId> caller) {
    RoundTrip trip = hall.begin(ProviderName.GOOGLE, aim).trip();
    return hall.finish(
        ProviderName.GOOGLE, Optional.of(trip), answer(), caller, Locale.GERMAN, ORIGIN);
  }

  private static ProviderAnswer answer() {
    return new ProviderAnswer(
        Optional.of(Sensitive.of("code")), Optional.empty(), Optional.empty());
  }

  private Arrival signIn() {
    return signIn(signOn, Optional.empty());
  }

  private Arrival signIn(SignOn hall, Optional<Sensitive> invitation) {
    return arrive(hall, new Aim.SignIn(Optional.of("/app"), invitation), Optional.empty());
  }

  private UserView in(Arrival arrival) {
    Arrival.SignedIn in = assertInstanceOf(Arrival.SignedIn.class, arrival, this::auditText);
    assertEquals(Optional.of("/app"), in.back());
    return in.login().user().user();
  }

  private void assertRefused(SsoProblem problem, Arrival arrival) {
    assertEquals(new Arrival.Refused(problem), arrival);
  }

  /** Nothing but what was there, and a failure in the audit trail. */
  private void assertNothingDone(String detail) {
    assertEquals(0, DATABASE.count("user_session"));
    assertEquals(0, DATABASE.count("sso_identity"));
    assertEquals(1, DATABASE.count("gatehouse_user where status = 'ACTIVE'"));
    assertTrue(auditText().contains("FAILURE google: " + detail), this::auditText);
    assertFalse(auditText().contains("SSO_SIGN_IN SUCCESS"), this::auditText);
  }

  private String auditText() {
    return String.join(
        "\n", TestAudit.all(DATABASE, people.clock).stream().map(SignOnTest::summary).toList());
  }

  private static String summary(AuditEventView event) {
    return event.action() + " " + event.outcome() + " " + event.detail();
  }

  private Sensitive invite(String address) {
    InviteOutcome.Invited invited =
        assertInstanceOf(
            InviteOutcome.Invited.class,
            people.call(
                () ->
                    people.invitations.invite(
                        TestPeople.as(people.owner), people.here, editor, email(address))));
    String link = invited.link().orElseThrow().reveal();
    return Sensitive.of(link.substring(link.indexOf('=') + 1));
  }

  private void link(UserId user) {
    Object unused = people.call(() -> identities.link(user, ProviderName.GOOGLE, who));
  }

  private SessionId session(UserId user) {
    return people
        .call(() -> people.sessions.start(user, "pwd", Optional.empty(), ORIGIN))
        .session()
        .id();
  }

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
            Optional.empty(),
            who.verified());
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
  void linkWhenSignedInThenTheIdentityOpensTheAccountFromThenOn() {
    UserId ada = people.plain("another@example.org", people.here);
    SessionId session = session(ada);
    assertEquals(new Arrival.Linked(), link(ada, session, Optional.of(session)));
    assertEquals(new Arrival.Linked(), link(ada, session, Optional.of(session)));
    assertEquals(1, DATABASE.count("sso_identity"));
    assertEquals(ada, in(signIn()).id());
    assertTrue(auditText().contains("IDENTITY_LINK SUCCESS google"), this::auditText);
  }

  private Arrival link(UserId user, SessionId session, Optional<SessionId> caller) {
    return arrive(signOn, new Aim.Link(user, session), caller);
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

  private final OwnIdentities own =
      new OwnIdentities(identities, federated, people.sessions, people.users, people.audit);

  private UUID identityOf(UserId user) {
    return people.call(() -> own.of(user)).get(0).id();
  }

  private void unlink(UserId user, UUID identity, Optional<SessionId> kept) {
    DATABASE.run(() -> own.unlink(user, identity, kept, ORIGIN));
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

  private void end(Optional<String> subject, Optional<String> session) {
    ProviderSignOut deeds = new ProviderSignOut(federated, people.sessions, people.audit);
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
