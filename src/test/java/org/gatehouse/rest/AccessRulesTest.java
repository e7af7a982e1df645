package org.gatehouse.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.gatehouse.request.Caller;
import org.gatehouse.request.FakeRequest;
import org.gatehouse.request.RefusedCredential;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRulesTest {
  /** A resource whose author forgot. */
  public static class Forgotten {
    public void nothing() {}

    @PermitAll
    public void open() {}

    @SignedIn
    public void signedIn() {}

    @RolesAllowed({"owner", "editor"})
    public void roles() {}

    @RolesAllowed({})
    public void noRoles() {}
  }

  /** A resource that is open but for some methods. */
  @PermitAll
  public static class Open {
    public void nothing() {}

    @DenyAll
    public void denied() {}

    @SignedIn
    public void signedIn() {}
  }

  /** A resource of the owner. */
  @RolesAllowed("owner")
  public static class Owners {
    public void nothing() {}

    @PermitAll
    public void open() {}
  }

  @ParameterizedTest(name = "{0}.{1}: nobody {2}, viewer {3}, owner {4}")
  @CsvSource({
    "Forgotten, nothing,  401, 403, 403",
    "Forgotten, open,     200, 200, 200",
    "Forgotten, signedIn, 401, 200, 200",
    "Forgotten, roles,    401, 403, 200",
    "Forgotten, noRoles,  401, 403, 403",
    "Open,      nothing,  200, 200, 200",
    "Open,      denied,   401, 403, 403",
    "Open,      signedIn, 401, 200, 200",
    "Owners,    nothing,  401, 403, 200",
    "Owners,    open,     200, 200, 200",
  })
  void configureWhenAResourceIsMarkedThenOnlyThoseMayCall(
      String resource, String method, int nobody, int viewer, int owner) throws Exception {
    Class<?> type = Class.forName(AccessRulesTest.class.getName() + "$" + resource);
    assertEquals(nobody, status(type, method, new FakeRequest().build()));
    assertEquals(viewer, status(type, method, requestOf("viewer")));
    assertEquals(owner, status(type, method, requestOf("owner")));
  }

  @ParameterizedTest
  @CsvSource({"TOKEN_EXPIRED", "TOO_MANY_REQUESTS"})
  void filterWhenCredentialsWereRefusedThenSaysWhy(ErrorCode code) throws Exception {
    HttpServletRequest request = new FakeRequest().build();
    new RefusedCredential(new AuthException(code, "why")).attachTo(request);
    assertEquals(code.status(), status(Owners.class, "nothing", request));
    assertEquals(200, status(Owners.class, "open", request), "a public resource is served");
  }

  private static HttpServletRequest requestOf(String group) {
    HttpServletRequest request = new FakeRequest().build();
    new Caller("jane@example.com", Set.of(group), "BEARER", UserId.random(), null)
        .attachTo(request);
    return request;
  }

  private static int status(Class<?> type, String name, HttpServletRequest request)
      throws Exception {
    for (AccessFilter filter : filtersOf(type, type.getMethod(name))) {
      try {
        filter.filter(contextOf(request));
      } catch (AuthException refused) {
        return refused.code().status();
      }
    }
    return 200;
  }

  /** Its properties are the attributes of the servlet request, and it has nothing else. */
  private static ContainerRequestContext contextOf(HttpServletRequest request) {
    return (ContainerRequestContext)
        Proxy.newProxyInstance(
            AccessRulesTest.class.getClassLoader(),
            new Class<?>[] {ContainerRequestContext.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("getProperty")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return request.getAttribute((String) arguments[0]);
            });
  }

  private static List<AccessFilter> filtersOf(Class<?> type, Method method) {
    List<AccessFilter> filters = new ArrayList<>();
    ResourceInfo resource =
        new ResourceInfo() {
          @Override
          public Method getResourceMethod() {
            return method;
          }

          @Override
          public Class<?> getResourceClass() {
            return type;
          }
        };
    new AccessRules().configure(resource, recording(filters));
    return filters;
  }

  /** Takes registrations, nothing else. */
  private static FeatureContext recording(List<AccessFilter> registered) {
    return (FeatureContext)
        Proxy.newProxyInstance(
            AccessRulesTest.class.getClassLoader(),
            new Class<?>[] {FeatureContext.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("register")) {
                throw new UnsupportedOperationException(method.getName());
              }
              registered.add((AccessFilter) arguments[0]);
              return proxy;
            });
  }

  @ParameterizedTest
  @CsvSource("UNAUTHENTICATED")
  void callerWhenNobodyIsKnownThenUnauthenticated(ErrorCode code) {
    HttpServletRequest request = new FakeRequest().build();
    assertEquals(code, assertThrows(AuthException.class, () -> Caller.get(request)).code());
  }
}
