package org.example.newsroom;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** For everybody who is signed in: {@code web.xml} protects {@code /members/*}. */
@WebServlet("/members/")
public class MembersServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // The container lets nobody in whom it does not know: the user is never null here.
    String name = request.getUserPrincipal().getName();
    Page.send(
        request,
        response,
        "Members",
        "<p>Welcome, " + Page.escape(name) + ": you may read everything.</p>");
  }
}
