package org.gatehouse.signon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.audit.AuditEventView;
import org.gatehouse.audit.TestAudit;
import org.gatehouse.authority.TestAuthorities;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.invitation.InviteOutcome;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.gatehouse.login.LoginResult;
import org.gatehouse.login.TestFederation;
import org.gatehouse.people.TestPeople;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.sso.Aim;
import org.gatehouse.sso.Challenge;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderAnswer;
import org.gatehouse.sso.ProviderLogin;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.ProviderRequests;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.RoundTrip;
import org.gatehouse.sso.RoundTrips;
import org.gatehouse.sso.SsoIdentities;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.SsoSessions;
import org.gatehouse.sso.TestSso;
import org.gatehouse.sso.Vouched;
import org.gatehouse.user.UserView;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hall on a test database, with providers that believe the test. */
abstract class SignOnHouse {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  static final RequestContext ORIGIN = TestPeople.ORIGIN;
  static final int MOST_FAILURES = 5;

  final TestPeople people = new TestPeople(DATABASE);
  final UUID editor = people.role("editor", "article:edit");
  final SsoIdentities identities = TestSso.identities(DATABASE, people.clock);
  final SsoSessions federated = TestSso.sessions(DATABASE);
  final RoundTrips trips =
      new RoundTrips(
          Sensitive.of("any secret"), Optional.empty(), people.clock, new SecureRandom());
  final Providers providers =
      new Providers(List.of(new Fake(ProviderName.GOOGLE), new Fake(ProviderName.OIDC)));
  final SignOn signOn = signOn(Set.of());

  Optional<List<String>> groups = Optional.empty();

  Optional<String> providerSession = Optional.of("sid-1");
  Vouched who = vouched("1", "ada@example.org");
  Optional<SsoProblem> fault = Optional.empty();

  /** One that believes the test. */
  final class Fake implements IdentityProvider {
    final ProviderName name;

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

    @Override
    public void trial() {
      fault.ifPresent(
          problem -> {
            throw new SsoRefusal(problem, "fault");
          });
    }

    @Override
    public Optional<URI> signOut(ProviderLogin login, URI back, String state) {
      fault.ifPresent(
          problem -> {
            throw new SsoRefusal(problem, "fault");
          });
      return login
          .idToken()
          .map(
              token ->
                  URI.create(
                      "https://id.example/out?hint="
                          + ProviderRequests.encoded(token.reveal())
                          + "&back="
                          + back
                          + "&state="
                          + state));
    }
  }

  SignOn signOn(Set<String> domains) {
    Newcomers newcomers =
        new Newcomers(
            people.acceptance,
            people.users,
            people.workspaces,
            people.memberships,
            new Provisioning(domains),
            people.audit);
    return new SignOn(
        providers,
        trips,
        TestFederation.limits(MOST_FAILURES, people.clock),
        new InTransactions(
            new Arrivals(
                identities,
                newcomers,
                new GroupMemberships(
                    TestSso.grants(DATABASE),
                    people.memberships,
                    people.roles,
                    TestAuthorities.on(DATABASE),
                    people.audit),
                people.users,
                people.sessions,
                TestFederation.on(DATABASE, people.sessions, people.clock),
                federated,
                people.audit)));
  }

  /** As the container does it. */
  static final class InTransactions extends Arrivals {
    final Arrivals arrivals;

    InTransactions(Arrivals arrivals) {
      this.arrivals = arrivals;
    }

    @Override
    LoginResult.Success signIn(
        ProviderName provider,
        Vouched who,
        List<GroupRole> rules,
        Optional<Sensitive> invitation,
        Locale language,
        RequestContext origin) {
      return DATABASE.call(
          () -> arrivals.signIn(provider, who, rules, invitation, language, origin));
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

  Vouched vouched(String subject, String... verified) {
    return new Vouched(
        "https://id.example",
        subject,
        Optional.of("Ada L."),
        Optional.of("ada"),
        new ProviderLogin(providerSession, Optional.of(Sensitive.of("an id_token"))),
        List.of(verified).stream().map(SignOnTest::email).toList(),
        groups);
  }

  static EmailAddress email(String text) {
    return EmailAddress.parse(text).orElseThrow();
  }

  Arrival arrive(SignOn hall, Aim aim, Optional<SessionId> caller) {
    RoundTrip trip = hall.begin(ProviderName.GOOGLE, aim).trip();
    return hall.finish(
        ProviderName.GOOGLE, Optional.of(trip), answer(), caller, Locale.GERMAN, ORIGIN);
  }

  static ProviderAnswer answer() {
    return new ProviderAnswer(
        Optional.of(Sensitive.of("code")), Optional.empty(), Optional.empty());
  }

  Arrival signIn() {
    return signIn(signOn, Optional.empty());
  }

  Arrival signIn(SignOn hall, Optional<Sensitive> invitation) {
    return arrive(hall, new Aim.SignIn(Optional.of("/app"), invitation), Optional.empty());
  }

  UserView in(Arrival arrival) {
    Arrival.SignedIn in = assertInstanceOf(Arrival.SignedIn.class, arrival, this::auditText);
    assertEquals(Optional.of("/app"), in.back());
    return in.login().user().user();
  }

  void assertRefused(SsoProblem problem, Arrival arrival) {
    assertEquals(new Arrival.Refused(problem), arrival);
  }

  /** Nothing but what was there, and a failure in the audit trail. */
  void assertNothingDone(String detail) {
    assertEquals(0, DATABASE.count("user_session"));
    assertEquals(0, DATABASE.count("sso_identity"));
    assertEquals(1, DATABASE.count("gatehouse_user where status = 'ACTIVE'"));
    assertTrue(auditText().contains("FAILURE google: " + detail), this::auditText);
    assertFalse(auditText().contains("SSO_SIGN_IN SUCCESS"), this::auditText);
  }

  String auditText() {
    return String.join(
        "\n", TestAudit.all(DATABASE, people.clock).stream().map(SignOnTest::summary).toList());
  }

  static String summary(AuditEventView event) {
    return event.action() + " " + event.outcome() + " " + event.detail();
  }

  Sensitive invite(String address) {
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

  void link(UserId user) {
    Object unused = people.call(() -> identities.link(user, ProviderName.GOOGLE, who));
  }

  SessionId session(UserId user) {
    return people
        .call(() -> people.sessions.start(user, "pwd", Optional.empty(), ORIGIN))
        .session()
        .id();
  }
}
