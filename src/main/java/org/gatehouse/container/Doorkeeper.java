package org.gatehouse.container;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.credential.CredentialVerdict;
import org.gatehouse.credential.Credentials;
import org.gatehouse.credential.SessionRenewal;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.login.SignOut;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.SessionCookies;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may pass into another application. Its methods may be called on threads with any
 * class loader.
 */
final class Doorkeeper {
  private static final System.Logger LOG = System.getLogger(Doorkeeper.class.getName());

  /** Whom {@link #signIn} has let in, for the rest of the request. */
  private static final String SIGNED_IN = Doorkeeper.class.getName();

  private static final Duration A_MOMENT = Duration.ofSeconds(5);

  private final Credentials credentials;
  private final SessionRenewal renewal;
  private final SignOut signOut;
  private final SessionCookies cookies;
  private final RequestOrigin origin;
  private final Challenge challenge;

  Doorkeeper(
      Credentials credentials,
      SessionRenewal renewal,
      SignOut signOut,
      SessionCookies cookies,
      RequestOrigin origin,
      Challenge challenge) {
    this.credentials = credentials;
    this.renewal = renewal;
    this.signOut = signOut;
    this.cookies = cookies;
    this.origin = origin;
    this.challenge = challenge;
  }

  /**
   * Who makes this request; its login is renewed on the way where that is needed. Null if nobody is
   * known; where somebody must be, the response then says how to become known.
   */
  @Nullable Caller admit(
      HttpServletRequest request, HttpServletResponse response, boolean isMandatory)
      throws IOException {
    Optional<Caller> opened = opened(request);
    if (opened.isPresent()) {
      return opened.get();
    }
    CredentialVerdict verdict = inOurClassLoader(() -> judge(request, response));
    if (verdict instanceof CredentialVerdict.Recognised recognised) {
      return recognised.caller();
    }
    if (isMandatory) {
      challenge.answer(verdict, request, response);
    }
    return null;
  }

  private CredentialVerdict judge(HttpServletRequest request, HttpServletResponse response) {
    try {
      CredentialVerdict verdict = credentials.read(request);
      return verdict instanceof CredentialVerdict.Renewable renewable
          ? renew(renewable, request, response)
          : verdict;
    } catch (AuthException refusal) {
      return new CredentialVerdict.Refused(refusal);
    } catch (RuntimeException fault) {
      // The database, most likely. The cookies stay: they may be good again in a moment.
      LOG.log(Level.WARNING, "Who makes a request could not be found out", fault);
      return new CredentialVerdict.Refused(
          AuthException.retryAfter(ErrorCode.OVERLOADED, A_MOMENT, "credentials not judged"));
    }
  }

  private CredentialVerdict renew(
      CredentialVerdict.Renewable renewable,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<SessionRenewal.Renewed> renewed =
        renewal.renew(renewable.refreshToken(), origin.of(request));
    if (renewed.isEmpty()) {
      return new CredentialVerdict.Refused(
          new AuthException(ErrorCode.UNAUTHENTICATED, "refresh token refused"));
    }
    add(renewed.get().cookies(), response);
    return new CredentialVerdict.Recognised(renewed.get().caller());
  }

  /**
   * Opens a login and sets its cookies.
   *
   * @throws ServletException if the password is wrong or not judged; says no more than that
   */
  void signIn(
      HttpServletRequest request, HttpServletResponse response, String username, String password)
      throws ServletException {
    Optional<SessionRenewal.Renewed> opened;
    try {
      RequestContext from = origin.of(request);
      opened = inOurClassLoader(() -> renewal.signIn(username, Sensitive.of(password), from));
    } catch (AuthException notJudged) {
      throw new ServletException(notJudged.code().message());
    }
    SessionRenewal.Renewed login =
        opened.orElseThrow(() -> new ServletException(ErrorCode.INVALID_CREDENTIALS.message()));
    add(login.cookies(), response);
    request.setAttribute(SIGNED_IN, login.caller());
  }

  /** Takes the cookies of this request away and ends its login, whatever they are worth. */
  void signOut(HttpServletRequest request, HttpServletResponse response) {
    add(cookies.clear(), response);
    Optional<Caller> opened = opened(request);
    request.removeAttribute(SIGNED_IN);
    inOurClassLoader(
        () -> {
          Optional<SessionId> session =
              opened.or(() -> known(request)).flatMap(c -> Optional.ofNullable(c.session()));
          signOut.signOut(session, cookies.refreshToken(request), origin.of(request));
          return true;
        });
  }

  private static Optional<Caller> opened(HttpServletRequest request) {
    return request.getAttribute(SIGNED_IN) instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  private Optional<Caller> known(HttpServletRequest request) {
    return credentials.read(request) instanceof CredentialVerdict.Recognised recognised
        ? Optional.of(recognised.caller())
        : Optional.empty();
  }

  private static void add(List<String> setCookies, HttpServletResponse response) {
    setCookies.forEach(cookie -> response.addHeader("Set-Cookie", cookie));
  }

  /** Libraries look for their parts in the thread's class loader, which is the application's. */
  private static <T> T inOurClassLoader(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader theirs = thread.getContextClassLoader();
    thread.setContextClassLoader(Doorkeeper.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(theirs);
    }
  }
}
