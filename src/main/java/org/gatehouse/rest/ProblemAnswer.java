package org.gatehouse.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.request.HttpConfig;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.request.RetryAfter;

/**
 * A refusal as it goes over the wire: the same for JAX-RS, for the container's error page and for
 * other applications.
 *
 * @param headers may have several values a name
 */
public record ProblemAnswer(int status, Map<String, List<String>> headers, String body) {

  /** The answer to a request for this path. */
  public static ProblemAnswer of(
      AuthException refusal, HttpServletRequest request, String path, HttpConfig config) {
    RequestContext origin = new RequestOrigin(config.trustedProxies()).of(request);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of(Problem.MEDIA_TYPE));
    headers.put("Cache-Control", List.of("no-store"));
    headers.put("X-Content-Type-Options", List.of("nosniff"));
    if (refusal.code().status() == 401) {
      headers.put("WWW-Authenticate", challenges(request, config));
    }
    Duration wait = refusal.retryAfter();
    if (wait != null) {
      headers.put("Retry-After", List.of(RetryAfter.header(wait)));
    }
    return new ProblemAnswer(
        refusal.code().status(), headers, Problem.body(refusal, path, origin.requestId()));
  }

  private static List<String> challenges(HttpServletRequest request, HttpConfig config) {
    String authorization = request.getHeader("Authorization");
    boolean bearerSent =
        authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    List<String> challenges = new ArrayList<>();
    // RFC 6750, section 3.1: no error code where no token was sent.
    challenges.add(
        bearerSent
            ? "Bearer realm=\"Gatehouse\", error=\"invalid_token\""
            : "Bearer realm=\"Gatehouse\"");
    if (config.offersBasic() && !isBrowser(request)) {
      challenges.add("Basic realm=\"Gatehouse\", charset=\"UTF-8\"");
    }
    return challenges;
  }

  /** A browser would answer a Basic challenge with a dialog of its own, also to a script's call. */
  private static boolean isBrowser(HttpServletRequest request) {
    return request.getHeader("x-request-from") != null
        || request.getHeader("X-Requested-With") != null
        || request.getHeader("Sec-Fetch-Mode") != null
        || RequestOrigin.wantsHtml(request);
  }

  /** Writes it where no JAX-RS runtime does. */
  public void writeTo(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    headers.forEach(
        (name, values) -> {
          // Tomcat has set a Cache-Control of its own on what a constraint protects.
          response.setHeader(name, values.get(0));
          values.stream().skip(1).forEach(value -> response.addHeader(name, value));
        });
    // Closed, or Undertow throws away what a refused request was answered with and writes its own.
    try (OutputStream out = response.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
