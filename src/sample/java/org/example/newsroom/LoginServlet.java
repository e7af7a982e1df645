package org.example.newsroom;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A login by {@code HttpServletRequest.login}, as applications with a form of their own have one.
 * Pages that only need a sign-in leave it to the container: see {@link SignInServlet}.
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
