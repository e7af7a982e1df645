package org.gatehouse.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.gatehouse.accesstoken.AccessTokenVerifier;
import org.gatehouse.login.BasicLogin;
import org.gatehouse.rest.Caller;
import org.gatehouse.rest.RefusedCredential;
import org.gatehouse.rest.RequestOrigin;
import org.gatehouse.web.SessionCookies;

/**
 * Recognises the caller of every request to this WAR. Never answers by itself: a public resource is
 * served whatever the credentials are worth, a protected one answers with the reason why they were
 * refused. A token costs no database access.
 */
@ApplicationScoped
public class GatehouseMechanism implements HttpAuthenticationMechanism {
  /** Jakarta Authentication, section 3.8.4: what {@code getAuthType()} is to say. */
  private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

  private final TokenReader tokens;
  private final BasicReader basic;
  private final RequestOrigin origin;

  @Inject
  GatehouseMechanism(
      AccessTokenVerifier verifier,
      SessionCookies cookies,
      BasicLogin basicLogin,
      RequestOrigin origin) {
    this.tokens = new TokenReader(verifier, cookies);
    this.basic = new BasicReader(basicLogin);
    this.origin = origin;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected GatehouseMechanism() {
    this(null, null, null, null);
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    CredentialVerdict verdict = read(request);
    if (verdict instanceof CredentialVerdict.Recognised recognised) {
      return login(recognised, request, context);
    }
    if (verdict instanceof CredentialVerdict.Refused refused) {
      new RefusedCredential(refused.reason()).attachTo(request);
    }
    return context.doNothing();
  }

  /** The header decides where there is one: what a client states outranks what a browser adds. */
  private CredentialVerdict read(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization == null) {
      return tokens.readCookie(request);
    }
    CredentialVerdict bearer = tokens.readBearer(authorization);
    return bearer instanceof CredentialVerdict.Absent
        ? basic.read(authorization, origin.of(request))
        : bearer;
  }

  @SuppressWarnings("unchecked") // the API of Jakarta Authentication has a raw map
  private static AuthenticationStatus login(
      CredentialVerdict.Recognised recognised,
      HttpServletRequest request,
      HttpMessageContext context) {
    Caller caller = recognised.caller();
    caller.attachTo(request);
    context.getMessageInfo().getMap().put(AUTH_TYPE, caller.authType());
    return context.notifyContainerAboutLogin(caller.name(), caller.groups());
  }
}
