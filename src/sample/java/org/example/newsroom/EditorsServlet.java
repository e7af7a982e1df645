package org.example.newsroom;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** For the role {@code editor}: {@code web.xml} protects {@code /editors/*}. */
@WebServlet("/editors/")
public class EditorsServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String content =
        "<p>Here the next issue is made. <a href=\"%s/press/front-page\">Print it</a></p>"
            .formatted(Page.escape(request.getContextPath()));
    Page.send(request, response, "Editors", content);
  }
}
