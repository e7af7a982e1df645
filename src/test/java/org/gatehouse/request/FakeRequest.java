package org.gatehouse.request;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a door sees it: peer, headers, cookies, attributes. Anything else is refused. */
public final class FakeRequest {
  private final Map<String, List<String>> headers = new HashMap<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private final List<Cookie> cookies = new ArrayList<>();
  private String peer = "192.0.2.7";
  private String method = "GET";
  private String path = "/app/page";

  /** Who opened the connection. */
  public FakeRequest from(String address) {
    peer = address;
    return this;
  }

  /** Another method than GET, another path than that of a page in the context {@code /app}. */
  public FakeRequest line(String anotherMethod, String anotherPath) {
    method = anotherMethod;
    path = anotherPath;
    return this;
  }

  /** One more header line. */
  public FakeRequest header(String name, String value) {
    headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>()).add(value);
    return this;
  }

  /** One more cookie. */
  public FakeRequest cookie(String name, String value) {
    cookies.add(new Cookie(name, value));
    return this;
  }

  /** The request. */
  public HttpServletRequest build() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> answer(method.getName(), arguments));
  }

  private @Nullable Object answer(String called, Object @Nullable [] arguments) {
    String first = arguments == null ? "" : String.valueOf(arguments[0]);
    return switch (called) {
      case "getRemoteAddr" -> peer;
      case "getMethod" -> method;
      case "getRequestURI" -> path;
      case "getQueryString" -> null;
      case "getContextPath" -> "/app";
      case "getHeader" -> lines(first).isEmpty() ? null : lines(first).get(0);
      case "getHeaders" -> Collections.enumeration(lines(first));
      case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(new Cookie[0]);
      case "getAttribute" -> attributes.get(first);
      case "setAttribute" -> arguments == null ? null : attributes.put(first, arguments[1]);
      case "removeAttribute" -> {
        attributes.remove(first);
        yield null;
      }
      default -> throw new UnsupportedOperationException(called);
    };
  }

  private List<String> lines(String header) {
    return headers.getOrDefault(header.toLowerCase(Locale.ROOT), List.of());
  }
}
