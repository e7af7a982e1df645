package org.example.newsroom;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet that anybody may call, before business logic that not everybody may call. */
@WebServlet({"/press/front-page", "/press/accounts"})
public class PressServlet extends HttpServlet {
  @EJB private PrintingPress press;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String printed;
    try {
      printed =
          request.getServletPath().equals("/press/accounts")
              ? press.printAccounts()
              : press.printFrontPage();
    } catch (EJBAccessException notAllowed) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    Page.send(request, response, "Press", "<p id=\"printed\">" + Page.escape(printed) + "</p>");
  }
}
