package org.gatehouse.container;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.gatehouse.request.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Tells the container who makes a request to another application. Runs with that application's
 * class loader and contexts. No lambda on the way of a closed gate: its class might have to be
 * loaded when that is no longer possible.
 */
final class GateModule implements ServerAuthModule {
  /** Jakarta Authentication, section 3.8.1: whether the request needs a caller. */
  private static final String IS_MANDATORY =
      "jakarta.security.auth.message.MessagePolicy.isMandatory";

  /** Section 3.8.4: what {@code getAuthType()} is to say. */
  private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

  private static final String A_MOMENT_IN_SECONDS = "5";

  private final Gate gate;
  private final boolean isClosedConsole;
  private @Nullable CallbackHandler handler;

  GateModule(Gate gate, boolean isClosedConsole) {
    this.gate = gate;
    this.isClosedConsole = isClosedConsole;
  }

  @Override
  public void initialize(
      @Nullable MessagePolicy requestPolicy,
      @Nullable MessagePolicy responsePolicy,
      @Nullable CallbackHandler callbackHandler,
      @Nullable Map<String, Object> options) {
    handler = callbackHandler;
  }

  @Override
  public Class<?>[] getSupportedMessageTypes() {
    return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
  }

  /**
   * Section 3.8.3: SUCCESS lets the request through, also without a caller where none is needed.
   */
  @Override
  public AuthStatus validateRequest(MessageInfo message, Subject client, @Nullable Subject service)
      throws AuthException {
    HttpServletRequest request = (HttpServletRequest) message.getRequestMessage();
    HttpServletResponse response = (HttpServletResponse) message.getResponseMessage();
    boolean isMandatory = Boolean.parseBoolean((String) message.getMap().get(IS_MANDATORY));
    Doorkeeper doorkeeper = gate.doorkeeper();
    try {
      if (doorkeeper == null || isClosedConsole) {
        return isMandatory ? refuse(response, doorkeeper != null) : nobody(client);
      }
      Caller caller = doorkeeper.admit(request, response, isMandatory);
      if (caller != null) {
        tellContainer(message, client, caller);
      } else if (isMandatory) {
        return AuthStatus.SEND_CONTINUE;
      } else {
        nobody(client);
      }
      if (!(request instanceof ApplicationRequest)) {
        message.setRequestMessage(new ApplicationRequest(request, response, doorkeeper));
      }
      return AuthStatus.SUCCESS;
    } catch (IOException | UnsupportedCallbackException e) {
      throw (AuthException) new AuthException("the container could not be told").initCause(e);
    }
  }

  private static AuthStatus refuse(HttpServletResponse response, boolean isForGood)
      throws IOException {
    if (isForGood) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      response.setHeader("Retry-After", A_MOMENT_IN_SECONDS);
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
    return AuthStatus.SEND_FAILURE;
  }

  private AuthStatus nobody(Subject client) throws IOException, UnsupportedCallbackException {
    tell(new CallerPrincipalCallback(client, (Principal) null));
    return AuthStatus.SUCCESS;
  }

  /**
   * The principal is a class of the JDK: visible to every application and to sessions that outlive
   * us; and it has {@code equals}, without which TomEE changes the session id on each request.
   */
  private void tellContainer(MessageInfo message, Subject client, Caller caller)
      throws IOException, UnsupportedCallbackException {
    message.getMap().put(AUTH_TYPE, caller.authType());
    Callback principal = new CallerPrincipalCallback(client, new JMXPrincipal(caller.name()));
    if (caller.groups().isEmpty()) {
      tell(principal);
    } else {
      tell(principal, new GroupPrincipalCallback(client, caller.groups().toArray(new String[0])));
    }
  }

  private void tell(Callback... callbacks) throws IOException, UnsupportedCallbackException {
    if (handler == null) {
      throw new IOException("the container gave no callback handler");
    }
    handler.handle(callbacks);
  }

  @Override
  public AuthStatus secureResponse(MessageInfo message, @Nullable Subject service) {
    return AuthStatus.SEND_SUCCESS;
  }

  /** {@code HttpServletRequest.logout()}. */
  @Override
  public void cleanSubject(MessageInfo message, @Nullable Subject subject) {
    Doorkeeper doorkeeper = gate.doorkeeper();
    if (doorkeeper != null) {
      doorkeeper.signOut(
          (HttpServletRequest) message.getRequestMessage(),
          (HttpServletResponse) message.getResponseMessage());
    }
    if (subject != null) {
      subject.getPrincipals().clear();
    }
  }

  /** Touches the classes of a refusal that nothing else has touched at the start. */
  void loadClasses() {
    Objects.requireNonNull(AuthStatus.SEND_FAILURE);
    new CallerPrincipalCallback(new Subject(), (Principal) null);
  }
}
