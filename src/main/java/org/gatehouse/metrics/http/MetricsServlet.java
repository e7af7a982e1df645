package org.gatehouse.metrics.http;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.metrics.Figures;
import org.gatehouse.metrics.MetricsSource;
import org.gatehouse.metrics.Scraping;
import org.gatehouse.request.Caller;
import org.gatehouse.request.HttpConfig;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.ProblemAnswer;

/**
 * The figures for a monitoring system on this machine, without credentials, and for those who may
 * read them from elsewhere. A request that a proxy has passed on is not from this machine, whatever
 * address the proxy has.
 */
public class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final List<String> SIGNS_OF_A_PROXY =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via");

  @Inject transient MetricsSource source;
  @Inject transient Scraping scraping;
  @Inject transient RequestOrigin origin;
  @Inject transient HttpConfig config;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      requireReader(request);
    } catch (AuthException refusal) {
      ProblemAnswer.of(refusal, request, request.getRequestURI(), config).writeTo(response);
      return;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    source.collect().writeTo(body);
    response.setContentType(Figures.mediaType());
    response.setContentLength(body.size());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    body.writeTo(response.getOutputStream());
  }

  private void requireReader(HttpServletRequest request) throws IOException {
    if (Caller.of(request).isPresent()) {
      scraping.requireReader(origin.actor(request));
    } else if (!isFromThisMachine(request)) {
      throw new AuthException(ErrorCode.UNAUTHENTICATED, "figures are not for everybody");
    }
  }

  private static boolean isFromThisMachine(HttpServletRequest request) throws IOException {
    // A literal address: nothing is looked up.
    return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
        && SIGNS_OF_A_PROXY.stream()
            .allMatch(header -> Optional.ofNullable(request.getHeader(header)).isEmpty());
  }
}
