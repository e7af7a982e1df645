package org.example.newsroom;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Asks for a sign-in although the page needs none, and goes back to the public page. */
@WebServlet("/sign-in")
public class SignInServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    // False: the login has written the answer, a redirect to its own page for example.
    if (request.authenticate(response)) {
      response.sendRedirect(request.getContextPath() + "/");
    }
  }
}
