package org.example.newsroom;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** For the role {@code owner}, protected where it is written instead of in {@code web.xml}. */
@WebServlet("/owners")
@ServletSecurity(@HttpConstraint(rolesAllowed = "owner"))
public class OwnersServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String content =
        "<p>It is yours. <a href=\"%s/press/accounts\">Print the accounts</a></p>"
            .formatted(Page.escape(request.getContextPath()));
    Page.send(request, response, "Owners", content);
  }
}
