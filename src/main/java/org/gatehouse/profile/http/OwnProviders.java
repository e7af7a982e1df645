package org.gatehouse.profile.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.credential.ProviderLinks;
import org.gatehouse.credential.RoundTripCookies;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.profile.OwnSession;
import org.gatehouse.signon.IdentityLinking;
import org.gatehouse.signon.OwnIdentities;
import org.gatehouse.signon.SignOn;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.SsoIdentityView;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;

/** One's own identities at providers, as the page shows, links and unlinks them. */
@ApplicationScoped
class OwnProviders {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final OwnIdentities identities;
  private final IdentityLinking linking;
  private final Providers providers;
  private final ProviderLinks links;
  private final RoundTripCookies trips;

  @Inject
  OwnProviders(
      OwnIdentities identities,
      IdentityLinking linking,
      Providers providers,
      ProviderLinks links,
      RoundTripCookies trips) {
    this.identities = identities;
    this.linking = linking;
    this.providers = providers;
    this.links = links;
    this.trips = trips;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected OwnProviders() {
    this(null, null, null, null, null);
  }

  /** The page with them; without the section where there are neither identities nor providers. */
  PageView on(PageView page, OwnSession own) {
    List<SsoIdentityView> linked = identities.of(own.user());
    return page.with("sso", !linked.isEmpty() || !providers.all().isEmpty())
        .with("identities", linked.stream().map(this::row).toList())
        .with("providers", links.all())
        .with("hasPassword", identities.hasPassword(own.user()));
  }

  private Map<String, Object> row(SsoIdentityView identity) {
    return Map.of(
        "id",
        identity.id().toString(),
        "label",
        label(identity.provider()),
        "account",
        identity.account(),
        "since",
        DAY.format(identity.createdAt()));
  }

  /** A provider that is no longer set up has only its name. */
  private String label(ProviderName name) {
    return providers.find(name).map(IdentityProvider::label).orElseGet(name::toString);
  }

  /**
   * Unlinks one; what is none of one's own is passed over.
   *
   * @return why it stays
   */
  Optional<String> unlink(OwnSession own, String identity) {
    try {
      identities.unlink(own.user(), UUID.fromString(identity), own.session(), own.origin());
      return Optional.empty();
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    } catch (AuthException refusal) {
      if (refusal.code() != ErrorCode.CONFLICT) {
        throw refusal;
      }
      return Optional.of(
          "You have no password, and no other way to sign in: link another account, or choose a"
              + " password, before you unlink this one.");
    }
  }

  /**
   * Shows the way to the provider. A link and no redirect: browsers let a form lead only to our own
   * origin, as its policy says, and take what it is redirected to for where it leads.
   *
   * @throws AuthException as {@link IdentityLinking#begin}
   */
  void link(PageExchange exchange, OwnSession own, String provider, Sensitive password)
      throws IOException {
    IdentityProvider wanted =
        ProviderName.parse(provider)
            .flatMap(providers::find)
            .orElseThrow(() -> new AuthException(ErrorCode.NOT_FOUND, "no such provider"));
    // Whoever comes with HTTP Basic has no session that could come back.
    SessionId session =
        own.session()
            .orElseThrow(() -> new AuthException(ErrorCode.FORBIDDEN, "no session to link from"));
    try {
      SignOn.Departure departure =
          linking.begin(own.user(), session, password, wanted.name(), own.origin());
      exchange.cookies(trips.add(exchange.request(), departure.trip()));
      exchange.show(
          200,
          PageView.of("link", "Link an account")
              .with("label", wanted.label())
              .with("href", departure.address().toString()));
    } catch (SsoRefusal refusal) {
      exchange.seeOther(
          exchange.path("/sso?problem=" + refusal.problem().word() + "&provider=" + provider));
    }
  }
}
