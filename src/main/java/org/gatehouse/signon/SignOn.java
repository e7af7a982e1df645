package org.gatehouse.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.persistence.ConstraintViolations;
import org.gatehouse.sso.Aim;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderAnswer;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.RoundTrip;
import org.gatehouse.sso.RoundTrips;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.sso.Vouched;

/** Sends people to identity providers, and receives who comes back. */
@ApplicationScoped
public class SignOn {
  private final Providers providers;
  private final RoundTrips trips;
  private final LoginLimits limits;
  private final Arrivals arrivals;

  @Inject
  SignOn(Providers providers, RoundTrips trips, LoginLimits limits, Arrivals arrivals) {
    this.providers = providers;
    this.trips = trips;
    this.limits = limits;
    this.arrivals = arrivals;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected SignOn() {
    this(null, null, null, null);
  }

  /** Where a browser goes, and what it has to carry on its way. */
  public record Departure(URI address, RoundTrip trip) {
    /** The address has a state in its query. */
    @Override
    public String toString() {
      return "Departure";
    }
  }

  /**
   * Begins a round trip.
   *
   * @throws AuthException {@link ErrorCode#NOT_FOUND} if the provider is not set up
   * @throws SsoRefusal if it does not answer
   */
  public Departure begin(ProviderName provider, Aim aim) {
    IdentityProvider asked = get(provider);
    RoundTrip trip = trips.begin(provider, aim);
    return new Departure(asked.authorization(trip.challenge()), trip);
  }

  /**
   * Ends a round trip. Whatever is wrong leaves no session and no link, and an audit row.
   *
   * @param trip what the browser has carried; empty if it has carried nothing that counts
   * @param caller the session that the browser has now
   * @param language in which somebody new wants to be written to
   */
  public Arrival finish(
      ProviderName provider,
      Optional<RoundTrip> trip,
      ProviderAnswer answer,
      Optional<SessionId> caller,
      Locale language,
      RequestContext origin) {
    LoginLimits.Attempt attempt;
    try {
      attempt = limits.federated(origin);
    } catch (AuthException tooMany) {
      return new Arrival.Refused(SsoProblem.TOO_MANY);
    }
    Aim aim =
        trip.map(RoundTrip::aim)
            .orElseGet(() -> new Aim.SignIn(Optional.empty(), Optional.empty()));
    Optional<Vouched> who = Optional.empty();
    try {
      IdentityProvider asked = get(provider);
      RoundTrip begun =
          trip.filter(found -> found.provider() == provider)
              .orElseThrow(() -> new SsoRefusal(SsoProblem.NO_ROUND_TRIP, "no-round-trip"));
      // Before the code is used: who has signed out meanwhile must not be linked.
      if (aim instanceof Aim.Link link && !caller.equals(Optional.of(link.session()))) {
        throw new SsoRefusal(SsoProblem.SIGNED_OUT, "another-session");
      }
      Vouched vouched = asked.redeem(answer, begun.challenge());
      who = Optional.of(vouched);
      Arrival arrival = arrive(provider, vouched, aim, language, origin);
      attempt.giveBack();
      return arrival;
    } catch (SsoRefusal refusal) {
      arrivals.recordFailure(aim, who, provider, refusal.detail(), origin);
      return new Arrival.Refused(refusal.problem());
    }
  }

  /** Of two who come at the same moment, one is the first; the other looks again. */
  private Arrival arrive(
      ProviderName provider, Vouched who, Aim aim, Locale language, RequestContext origin) {
    try {
      return arriveOnce(provider, who, aim, language, origin);
    } catch (RuntimeException e) {
      if (ConstraintViolations.isDuplicate(e)) {
        return arriveOnce(provider, who, aim, language, origin);
      }
      throw e;
    }
  }

  private Arrival arriveOnce(
      ProviderName provider, Vouched who, Aim aim, Locale language, RequestContext origin) {
    if (aim instanceof Aim.Link link) {
      arrivals.link(provider, who, link, origin);
      return new Arrival.Linked();
    }
    Aim.SignIn signIn = (Aim.SignIn) aim;
    try {
      return new Arrival.SignedIn(
          arrivals.signIn(
              provider, who, providers.groupRoles(provider), signIn.invitation(), language, origin),
          signIn.back());
    } catch (AuthException refused) {
      if (refused.code() == ErrorCode.INVALID_TEMPORARY_TOKEN) {
        // Somebody was faster, or it was taken back while they signed in.
        throw new SsoRefusal(SsoProblem.INVITATION_OVER, "invitation-over");
      }
      throw refused;
    }
  }

  private IdentityProvider get(ProviderName name) {
    return providers
        .find(name)
        .orElseThrow(() -> new AuthException(ErrorCode.NOT_FOUND, "no such provider"));
  }
}
