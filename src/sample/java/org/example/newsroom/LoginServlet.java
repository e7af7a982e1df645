package org.example.newsroom;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A login by {@code HttpServletRequest.login}, as older applications have one. The container looks
 * the password up in its own user store, never at the login that protects the pages: prefer {@link
 * SignInServlet}.
 */
@WebServlet("/login")
public class LoginServlet extends HttpServlet {
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      request.login(request.getParameter("user"), request.getParameter("password"));
    } catch (ServletException refused) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    response.sendRedirect(request.getContextPath() + "/");
  }
}
