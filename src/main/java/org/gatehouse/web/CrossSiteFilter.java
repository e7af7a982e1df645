package org.gatehouse.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.request.HttpConfig;
import org.gatehouse.request.RequestOrigin;

/**
 * Refuses state-changing requests that another site made a browser send. A request that carries our
 * cookies needs the header {@code x-request-from}, which no other origin can set without being
 * allowed to (Fetch standard, CORS preflight); and an {@code Origin} must be ours whenever there is
 * one. A client that authenticates by header sends nothing that a browser would add by itself.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION - 100)
public class CrossSiteFilter implements ContainerRequestFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  @Inject HttpConfig config;
  @Inject SessionCookies cookies;
  @Context HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    if (SAFE.contains(context.getMethod()) || request.getHeader("Authorization") != null) {
      return;
    }
    boolean webClient = RequestOrigin.isWebClient(request);
    boolean hasCookies = cookies.areOn(request);
    if (hasCookies && !webClient) {
      throw new AuthException(ErrorCode.CROSS_SITE_REQUEST, "cookies without x-request-from");
    }
    String origin = request.getHeader("Origin");
    if ((hasCookies || webClient) && origin != null && !config.origins().contains(origin)) {
      throw new AuthException(ErrorCode.CROSS_SITE_REQUEST, "foreign origin");
    }
  }
}
