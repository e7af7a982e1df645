package org.example.newsroom;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** The public page. Nobody has to sign in here, yet it knows those who have. */
@WebServlet("")
public class HomeServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Principal user = request.getUserPrincipal();
    String content =
        user == null
            ? "<p>Hello, stranger. <a href=\"members/\">Members</a> see more.</p>"
            : "<p>Hello, " + Page.escape(user.getName()) + ".</p>";
    Page.send(request, response, "Today", content);
  }
}
