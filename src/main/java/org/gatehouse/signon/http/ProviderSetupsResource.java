package org.gatehouse.signon.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.json.Page;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.SignedIn;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.setup.ProviderBuilder;
import org.gatehouse.sso.setup.ProviderSetup;
import org.gatehouse.sso.setup.ProviderSetups;
import org.jspecify.annotations.Nullable;

/** The identity providers, as owners set them up. Never a client secret. */
@Path("/login-methods")
@SignedIn
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ProviderSetupsResource {
  @Inject ProviderSetups setups;
  @Inject RequestOrigin origin;

  /**
   * How a provider is set up.
   *
   * @param source environment, stored or none
   * @param fixed whether only the settings of the server can change it
   * @param settings without the client secret
   */
  public record LoginMethod(
      String provider,
      String source,
      boolean fixed,
      Map<String, String> settings,
      boolean clientSecretSet,
      String redirectUri,
      String backchannelLogoutUri,
      String postLogoutRedirectUri) {}

  /** How a provider is to be set up; which fields there are depends on it. */
  public record LoginMethodRequest(
      @Nullable String clientId,
      @Nullable Sensitive clientSecret,
      @Nullable String issuer,
      @Nullable String name,
      @Nullable String tenantId,
      @Nullable String authority,
      @Nullable String domain,
      @Nullable String url,
      @Nullable String groupsClaim,
      @Nullable String groupRoles) {
    Map<String, String> texts() {
      Map<String, String> texts = new HashMap<>();
      put(texts, "clientId", clientId);
      put(texts, ProviderBuilder.SECRET, clientSecret == null ? null : clientSecret.reveal());
      put(texts, "issuer", issuer);
      put(texts, "name", name);
      put(texts, "tenantId", tenantId);
      put(texts, "authority", authority);
      put(texts, "domain", domain);
      put(texts, "url", url);
      put(texts, "groupsClaim", groupsClaim);
      put(texts, "groupRoles", groupRoles);
      return texts;
    }

    private static void put(Map<String, String> texts, String name, @Nullable String text) {
      if (text != null && !text.isBlank()) {
        texts.put(name, text.strip());
      }
    }
  }

  /** All that there can be. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public Page<LoginMethod> list(@Context HttpServletRequest request) {
    return new Page<>(setups.list(origin.actor(request)).stream().map(this::view).toList(), null);
  }

  /** One of them. */
  @GET
  @Path("/{provider}")
  @Consumes(MediaType.WILDCARD)
  public LoginMethod get(
      @PathParam("provider") String provider, @Context HttpServletRequest request) {
    return view(setups.get(origin.actor(request), name(provider)));
  }

  /** Sets one up; the client secret that is stored stays where none is given. */
  @PUT
  @Path("/{provider}")
  public LoginMethod put(
      @PathParam("provider") String provider,
      LoginMethodRequest body,
      @Context HttpServletRequest request) {
    return view(setups.put(origin.actor(request), name(provider), body.texts()));
  }

  /** Takes one away that was set up here. */
  @DELETE
  @Path("/{provider}")
  @Consumes(MediaType.WILDCARD)
  public void remove(@PathParam("provider") String provider, @Context HttpServletRequest request) {
    setups.remove(origin.actor(request), name(provider));
  }

  /** Tries whether one can be used: asks the provider now. */
  @POST
  @Path("/{provider}/test")
  @Consumes(MediaType.WILDCARD)
  public ProviderSetups.Trial test(
      @PathParam("provider") String provider, @Context HttpServletRequest request) {
    return setups.test(origin.actor(request), name(provider));
  }

  private LoginMethod view(ProviderSetup setup) {
    ProviderBuilder.Addresses addresses = setups.addresses(setup.provider());
    return new LoginMethod(
        setup.provider().toString(),
        setup.source().name().toLowerCase(Locale.ROOT),
        setup.source() == ProviderSetup.Source.ENVIRONMENT,
        setup.texts(),
        setup.source() != ProviderSetup.Source.NONE,
        addresses.redirectUri().toString(),
        addresses.backchannelLogoutUri().toString(),
        addresses.postLogoutRedirectUri().toString());
  }

  private static ProviderName name(String text) {
    return ProviderName.parse(text)
        .orElseThrow(() -> new AuthException(ErrorCode.NOT_FOUND, "no such provider"));
  }
}
