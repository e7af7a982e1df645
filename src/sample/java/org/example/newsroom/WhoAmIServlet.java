package org.example.newsroom;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The visitor as JSON, at a public, a members' and an editors' address. */
@WebServlet({"/whoami", "/members/whoami", "/editors/whoami"})
public class WhoAmIServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(Visitor.of(request).toJson());
  }
}
