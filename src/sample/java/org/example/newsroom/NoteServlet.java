package org.example.newsroom;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A form for members that shows again what was posted. An access token may end while somebody
 * writes; what they send is not lost, because the login is renewed on the way to this servlet.
 */
@WebServlet("/members/note")
public class NoteServlet extends HttpServlet {
  private static final String FORM =
      """
      <form method="post">
        <label for="text">Your note</label>
        <textarea id="text" name="text" rows="4" maxlength="2000" required></textarea>
        <button>Send</button>
      </form>
      """;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page.send(request, response, "A note", FORM);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String text = request.getParameter("text");
    if (text == null) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    Page.send(
        request,
        response,
        "Your note",
        "<blockquote id=\"note\">" + Page.escape(text) + "</blockquote>");
  }
}
