package org.gatehouse.container;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A request as another application sees it: {@code login} asks Gatehouse, where the container would
 * ask its own users. Everything else is the container's.
 */
final class ApplicationRequest extends HttpServletRequestWrapper {
  private final HttpServletResponse response;
  private final Doorkeeper doorkeeper;

  ApplicationRequest(
      HttpServletRequest request, HttpServletResponse response, Doorkeeper doorkeeper) {
    super(request);
    this.response = response;
    this.doorkeeper = doorkeeper;
  }

  /**
   * Opens a login with cookies, as the sign-in page does, and has the container ask again who makes
   * this request (Jakarta Servlet, section 13.3).
   */
  @Override
  public void login(String username, String password) throws ServletException {
    if (getUserPrincipal() != null) {
      throw new ServletException("somebody is signed in already");
    }
    doorkeeper.signIn(this, response, username, password);
    try {
      if (!authenticate(response)) {
        throw new ServletException("the container did not accept the login");
      }
    } catch (IOException e) {
      throw new ServletException("the container did not accept the login", e);
    }
  }
}
