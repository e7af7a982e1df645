package org.gatehouse.signon.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.credential.RoundTripCookies;
import org.gatehouse.credential.SessionRenewal;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestLanguage;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.signon.Arrival;
import org.gatehouse.signon.SignOn;
import org.gatehouse.sso.Aim;
import org.gatehouse.sso.ProviderAnswer;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.RoundTrip;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;
import org.gatehouse.web.PageConfig;
import org.gatehouse.web.ReturnAddress;
import org.gatehouse.web.SessionCookies;

/**
 * To an identity provider and back, for browsers: whatever the outcome, it is a redirect to a page.
 */
@Path("/{provider}")
@PermitAll
@ApplicationScoped
public class SsoResource {
  /** No code or token of a provider is longer in good faith. */
  private static final int MAX_PARAMETER = 4096;

  @Inject SignOn signOn;
  @Inject SessionRenewal logins;
  @Inject RoundTripCookies trips;
  @Inject SessionCookies cookies;
  @Inject PageConfig pages;
  @Inject RequestOrigin origin;

  /** Sends the browser to the provider. */
  @GET
  @Path("/login")
  public Response login(
      @PathParam("provider") String name,
      @Context UriInfo uri,
      @Context HttpServletRequest request) {
    ProviderName provider = provider(name);
    Aim aim =
        new Aim.SignIn(
            single(uri, "return").flatMap(ReturnAddress::parse).map(ReturnAddress::value),
            single(uri, "invitation").map(Sensitive::of));
    try {
      SignOn.Departure departure = signOn.begin(provider, aim);
      return redirect(departure.address(), trips.add(request, departure.trip()));
    } catch (SsoRefusal refusal) {
      return problem(request, provider, refusal.problem(), List.of());
    }
  }

  /** Receives the browser from the provider. */
  @GET
  @Path("/callback")
  public Response callback(
      @PathParam("provider") String name,
      @Context UriInfo uri,
      @Context HttpServletRequest request) {
    ProviderName provider = provider(name);
    Sensitive state = Sensitive.of(single(uri, "state").orElse(""));
    Optional<RoundTrip> trip = trips.find(request, state);
    List<String> lines = new ArrayList<>(trips.remove(state));
    Optional<SessionId> caller =
        trip.filter(found -> found.aim() instanceof Aim.Link)
            .flatMap(link -> session(request, lines));
    Arrival arrival =
        signOn.finish(
            provider,
            trip,
            new ProviderAnswer(
                single(uri, "code").map(Sensitive::of), single(uri, "error"), single(uri, "iss")),
            caller,
            RequestLanguage.of(request),
            origin.of(request));
    if (arrival instanceof Arrival.SignedIn in) {
      return signedIn(request, provider, in, lines);
    }
    return arrival instanceof Arrival.Refused refused
        ? problem(request, provider, refused.problem(), lines)
        : redirect(page(request, "/account?done=link"), lines);
  }

  private Response signedIn(
      HttpServletRequest request,
      ProviderName provider,
      Arrival.SignedIn arrival,
      List<String> lines) {
    Optional<SessionRenewal.Renewed> login = logins.opened(arrival.login(), origin.of(request));
    if (login.isEmpty()) {
      // Shut in the very moment.
      return problem(request, provider, SsoProblem.CLOSED, lines);
    }
    lines.addAll(login.get().cookies());
    URI back =
        arrival
            .back()
            .flatMap(ReturnAddress::parse)
            .map(address -> URI.create(pages.origin() + address.value()))
            .orElseGet(() -> page(request, "/"));
    return redirect(back, lines);
  }

  /** Of the browser; a login whose access token has expired meanwhile is renewed. */
  private Optional<SessionId> session(HttpServletRequest request, List<String> lines) {
    Optional<Caller> caller = Caller.of(request);
    if (caller.isEmpty()) {
      Optional<SessionRenewal.Renewed> renewed =
          cookies.refreshToken(request).flatMap(token -> logins.renew(token, origin.of(request)));
      renewed.ifPresent(login -> lines.addAll(login.cookies()));
      caller = renewed.map(SessionRenewal.Renewed::caller);
    }
    return caller.flatMap(known -> Optional.ofNullable(known.session()));
  }

  private static ProviderName provider(String name) {
    return ProviderName.parse(name)
        .orElseThrow(() -> new AuthException(ErrorCode.NOT_FOUND, "no such provider"));
  }

  /** A parameter that is there once; RFC 6749 section 3.1 allows no other. */
  private static Optional<String> single(UriInfo uri, String name) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    List<String> values = query.getOrDefault(name, List.of());
    return values.size() == 1
        ? Optional.of(values.get(0))
            .filter(text -> !text.isEmpty() && text.length() <= MAX_PARAMETER)
        : Optional.empty();
  }

  private Response problem(
      HttpServletRequest request, ProviderName provider, SsoProblem problem, List<String> lines) {
    String query = "?problem=" + problem.word() + "&provider=" + provider;
    return redirect(page(request, "/sso" + query), lines);
  }

  /** A page of ours, under the public address: JAX-RS would make one of the Host of the request. */
  private URI page(HttpServletRequest request, String path) {
    return URI.create(pages.origin() + request.getContextPath() + path);
  }

  private static Response redirect(URI address, List<String> lines) {
    Response.ResponseBuilder response = Response.status(Response.Status.FOUND).location(address);
    lines.forEach(line -> response.header("Set-Cookie", line));
    return response.build();
  }
}
