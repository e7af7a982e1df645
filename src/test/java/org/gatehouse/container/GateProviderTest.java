package org.gatehouse.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import org.gatehouse.config.value.ProtectedContexts;
import org.gatehouse.config.value.TrustedProxies;
import org.gatehouse.credential.CredentialVerdict;
import org.gatehouse.credential.Credentials;
import org.gatehouse.credential.SessionRenewal;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.SignOut;
import org.gatehouse.request.Caller;
import org.gatehouse.request.FakeRequest;
import org.gatehouse.request.FakeResponse;
import org.gatehouse.request.HttpConfig;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.web.SessionCookies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateProviderTest {
  private static final String APP = "Catalina/localhost /app";
  private static final ProtectedContexts ALL = ProtectedContexts.parse("*");
  private static final Caller ADA =
      new Caller("ada@example.org", Set.of("editor"), "COOKIE", null, null);
  private static final CredentialVerdict KNOWN = new CredentialVerdict.Recognised(ADA);
  private static final CredentialVerdict EXPIRED =
      new CredentialVerdict.Renewable(Sensitive.of("r"), new CredentialVerdict.Absent());

  private final FakeResponse response = new FakeResponse();
  private final List<Callback> told = new ArrayList<>();
  private final List<@Nullable ClassLoader> loaders = new ArrayList<>();
  private CredentialVerdict verdict = new CredentialVerdict.Absent();
  private boolean databaseIsGone;

  @Test
  void requestWhenCallerIsKnownThenContainerLearnsNameRolesAndTypeOfAuthentication()
      throws AuthException {
    verdict = KNOWN;
    MessageInfo message = message(true, new FakeRequest());

    assertEquals(AuthStatus.SUCCESS, validate(provider(ALL), APP, message));
    assertEquals(new JMXPrincipal("ada@example.org"), principal());
    assertEquals(List.of("editor"), groups());
    assertEquals("COOKIE", message.getMap().get("jakarta.servlet.http.authType"));
  }

  @Test
  void requestWhenCallerHasNoRolesThenNoEmptyListOfThem() throws AuthException {
    verdict = new CredentialVerdict.Recognised(new Caller("ada", Set.of(), "BASIC", null, null));

    assertEquals(AuthStatus.SUCCESS, validate(provider(ALL), APP, message(true, page())));
    assertEquals(1, told.size());
  }

  @Test
  void requestWhenNobodyIsKnownThenPublicIsServedAndProtectedIsNot() throws AuthException {
    GateProvider provider = provider(ALL);

    assertEquals(AuthStatus.SUCCESS, validate(provider, APP, message(false, page())));
    assertEquals(null, principal());
    assertEquals(AuthStatus.SEND_CONTINUE, validate(provider, APP, message(true, page())));
    assertEquals(401, response.status());
  }

  @Test
  void requestWhenJudgedThenInOurClassLoaderAndTheirsIsBackAfterwards() throws AuthException {
    ClassLoader theirs = new ClassLoader(null) {};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(theirs);
    try {
      validate(provider(ALL), APP, message(true, page()));
      assertSame(theirs, thread.getContextClassLoader());
    } finally {
      thread.setContextClassLoader(before);
    }
    assertEquals(List.of(Objects.requireNonNull(Doorkeeper.class.getClassLoader())), loaders);
  }

  @Test
  void gateWhenClosedThenProtectedIs503AndPublicKnowsNobody() throws AuthException {
    verdict = KNOWN;
    GateProvider provider = provider(ALL);
    provider.close();

    assertEquals(AuthStatus.SEND_FAILURE, validate(provider, APP, message(true, page())));
    assertEquals(503, response.status());
    assertEquals(List.of("5"), response.header("Retry-After"));
    assertEquals(AuthStatus.SUCCESS, validate(provider, APP, message(false, page())));
    assertEquals(null, principal());
    // Also for an application that comes only now.
    assertEquals(AuthStatus.SEND_FAILURE, validate(provider, "x /new", message(true, page())));
  }

  @Test
  void renewalWhenDatabaseIsGoneThenProtectedIs503WithCookiesKeptAndPublicIsServed()
      throws AuthException {
    verdict = EXPIRED;
    databaseIsGone = true;
    GateProvider provider = provider(ALL);

    assertEquals(AuthStatus.SUCCESS, validate(provider, APP, message(false, page())));
    assertEquals(AuthStatus.SEND_CONTINUE, validate(provider, APP, message(true, page())));
    assertEquals(503, response.status());
    assertEquals(List.of("5"), response.header("Retry-After"));
    assertEquals(List.of(), response.header("Set-Cookie"));

    databaseIsGone = false;
    assertEquals(AuthStatus.SUCCESS, validate(provider, APP, message(true, page())));
    assertEquals(List.of("renewed"), response.header("Set-Cookie"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Catalina/localhost /manager",
        "Catalina/localhost /host-manager",
        "Catalina/localhost /tomee",
        "__asadmin /",
        "__asadmin "
      })
  void consoleWhenNotNamedThenClosedToEverybody(String console) throws AuthException {
    verdict = KNOWN;

    assertEquals(AuthStatus.SEND_FAILURE, validate(provider(ALL), console, message(true, page())));
    assertEquals(403, response.status());
    assertTrue(told.isEmpty());
  }

  @Test
  void consoleWhenNamedThenLikeAnyApplication() throws AuthException {
    verdict = KNOWN;
    GateProvider provider = provider(ProtectedContexts.parse("*,/manager"));

    assertEquals(
        AuthStatus.SUCCESS,
        validate(provider, "Catalina/localhost /manager", message(true, page())));
    assertEquals(
        AuthStatus.SEND_FAILURE,
        validate(provider, "Catalina/localhost /tomee", message(true, page())));
  }

  @Test
  void browserWhenCookiesAreWorthNothingThenTheyGoWithTheRedirect() throws AuthException {
    verdict =
        new CredentialVerdict.Refused(
            new org.gatehouse.kernel.AuthException(
                org.gatehouse.kernel.ErrorCode.UNAUTHENTICATED, "test"));
    FakeRequest browser = page().header("Accept", "text/html").cookie("gatehouse-access", "x.y.z");

    validate(provider(ALL), APP, message(true, browser));

    assertEquals(302, response.status());
    assertEquals(List.of("/gatehouse/login?return=%2Fapp%2Fpage"), response.header("Location"));
    assertEquals(2, response.header("Set-Cookie").size());
  }

  @Test
  void configWhenAskedAgainThenTheSameAndNeverNull() {
    GateProvider provider = provider(ALL);

    assertSame(
        provider.getServerAuthConfig("HttpServlet", APP, this::handle),
        provider.getServerAuthConfig("HttpServlet", APP, this::handle));
  }

  private static FakeRequest page() {
    return new FakeRequest();
  }

  private AuthStatus validate(GateProvider provider, String appContext, MessageInfo message)
      throws AuthException {
    told.clear();
    return provider
        .getServerAuthConfig("HttpServlet", appContext, this::handle)
        .getAuthContext(appContext, null, Map.of())
        .validateRequest(message, new Subject(), null);
  }

  private void handle(Callback[] callbacks) {
    told.addAll(Arrays.asList(callbacks));
  }

  private @Nullable Principal principal() {
    return ((CallerPrincipalCallback) told.get(0)).getPrincipal();
  }

  private List<String> groups() {
    return List.of(((GroupPrincipalCallback) told.get(1)).getGroups());
  }

  private MessageInfo message(boolean isMandatory, FakeRequest request) {
    Map<String, Object> map = new HashMap<>();
    map.put(
        "jakarta.security.auth.message.MessagePolicy.isMandatory", Boolean.toString(isMandatory));
    return new FakeMessage(request.build(), response.response(), map);
  }

  private GateProvider provider(ProtectedContexts contexts) {
    SessionCookies cookies = new SessionCookies(false, Clock.systemUTC());
    HttpConfig config = new HttpConfig(Set.of(), TrustedProxies.none(), true);
    Doorkeeper doorkeeper =
        new Doorkeeper(
            new FixedCredentials(),
            new FixedRenewal(),
            new NoSignOut(),
            cookies,
            new RequestOrigin(TrustedProxies.none()),
            new Challenge("/gatehouse", cookies, config));
    return new GateProvider(doorkeeper, contexts);
  }

  private final class FixedCredentials extends Credentials {
    @Override
    public CredentialVerdict read(HttpServletRequest request) {
      loaders.add(Thread.currentThread().getContextClassLoader());
      return verdict;
    }
  }

  private final class FixedRenewal extends SessionRenewal {
    @Override
    public Optional<Renewed> renew(Sensitive refreshToken, RequestContext origin) {
      if (databaseIsGone) {
        throw new IllegalStateException("no connection (expected by this test)");
      }
      return Optional.of(new Renewed(ADA, List.of("renewed")));
    }
  }

  private static final class NoSignOut extends SignOut {}

  /** What a container passes. */
  private static final class FakeMessage implements MessageInfo {
    private final Map<String, Object> map;
    private Object request;
    private Object response;

    FakeMessage(HttpServletRequest request, HttpServletResponse response, Map<String, Object> map) {
      this.request = request;
      this.response = response;
      this.map = map;
    }

    @Override
    public Object getRequestMessage() {
      return request;
    }

    @Override
    public Object getResponseMessage() {
      return response;
    }

    @Override
    public void setRequestMessage(Object message) {
      request = message;
    }

    @Override
    public void setResponseMessage(Object message) {
      response = message;
    }

    @Override
    public Map<String, Object> getMap() {
      return map;
    }
  }
}
