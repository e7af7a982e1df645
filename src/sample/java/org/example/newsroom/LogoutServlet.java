package org.example.newsroom;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Signs out by the Servlet API. POST, because no link from elsewhere may do it. */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.logout();
    // The session may hold what belongs to the user: it goes with them.
    if (request.getSession(false) != null) {
      request.getSession().invalidate();
    }
    response.sendRedirect(request.getContextPath() + "/");
  }
}
