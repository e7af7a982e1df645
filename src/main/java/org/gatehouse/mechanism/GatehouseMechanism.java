package org.gatehouse.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.gatehouse.credential.CredentialVerdict;
import org.gatehouse.credential.Credentials;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RefusedCredential;

/**
 * Recognises the caller of every request to this WAR. Never answers by itself: a public resource is
 * served whatever the credentials are worth, a protected one answers with the reason why they were
 * refused. A token costs no database access.
 */
@ApplicationScoped
public class GatehouseMechanism implements HttpAuthenticationMechanism {
  /** Jakarta Authentication, section 3.8.4: what {@code getAuthType()} is to say. */
  private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

  private final Credentials credentials;

  @Inject
  GatehouseMechanism(Credentials credentials) {
    this.credentials = credentials;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected GatehouseMechanism() {
    this(null);
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    CredentialVerdict read = credentials.read(request);
    CredentialVerdict verdict =
        read instanceof CredentialVerdict.Renewable renewable ? renewable.otherwise() : read;
    if (verdict instanceof CredentialVerdict.Recognised recognised) {
      return login(recognised, request, context);
    }
    if (verdict instanceof CredentialVerdict.Refused refused) {
      new RefusedCredential(refused.reason()).attachTo(request);
    }
    return context.doNothing();
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
