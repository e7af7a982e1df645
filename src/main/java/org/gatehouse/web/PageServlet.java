package org.gatehouse.web;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.request.RequestOrigin;

/**
 * A page. Servlets and not JAX-RS resources: they behave the same on every server, and nothing of
 * the API's plumbing is in their way.
 */
public abstract class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(PageServlet.class.getName());

  @Inject transient Pages pages;
  @Inject transient Csrf csrf;
  @Inject transient RequestOrigin requestOrigin;

  /** Shows the page. */
  protected abstract void show(PageExchange exchange) throws IOException;

  /** Whether GET, HEAD and nothing else, or also POST, in the words of {@code Allow}. */
  String allowed() {
    return "GET, HEAD";
  }

  void submit(PageExchange exchange) throws IOException {
    throw new IllegalStateException("this page has no form");
  }

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PageExchange exchange = new PageExchange(request, response, pages, csrf);
    try {
      if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
        show(exchange);
      } else if (allowed().contains(request.getMethod())) {
        submit(exchange);
      } else {
        response.setHeader("Allow", allowed());
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      }
    } catch (AuthException refusal) {
      ErrorPage.attach(refusal, request);
      response.sendError(refusal.code().status());
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, "Request " + requestOrigin.of(request).requestId() + " failed", fault);
      response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }
}
