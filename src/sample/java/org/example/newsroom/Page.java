package org.example.newsroom;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The frame of all pages: links, the content of one page, and what is known of the visitor. */
final class Page {
  private Page() {}

  /** Sends a page; {@code content} is HTML, so whatever a user typed must be escaped in it. */
  static void send(
      HttpServletRequest request, HttpServletResponse response, String title, String content)
      throws IOException {
    Visitor visitor = Visitor.of(request);
    response.setContentType("text/html");
    // What one user may see must not be shown to the next who uses this browser.
    response.setHeader("Cache-Control", "no-store");
    response
        .getWriter()
        .write(
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s – Newsroom</title>
            <link rel="stylesheet" href="%2$s/newsroom.css">
            <header>
              <strong>Newsroom</strong>
              <nav>
                <a href="%2$s/">Home</a>
                <a href="%2$s/members/">Members</a>
                <a href="%2$s/members/note">Note</a>
                <a href="%2$s/editors/">Editors</a>
                <a href="%2$s/owners">Owners</a>
                %3$s
              </nav>
            </header>
            <main>
              <h1>%1$s</h1>
              %4$s
            </main>
            <dl>
              <dt>User</dt><dd id="name">%5$s</dd>
              <dt>Is an editor</dt><dd id="editor">%6$s</dd>
              <dt>Is an owner</dt><dd id="owner">%7$s</dd>
              <dt>Signed in by</dt><dd id="auth-type">%8$s</dd>
              <dt>Requests in this session</dt><dd id="session-requests">%9$s</dd>
            </dl>
            </html>
            """
                .formatted(
                    escape(title),
                    escape(request.getContextPath()),
                    link(visitor, request),
                    content,
                    visitor.isSignedIn() ? escape(visitor.name()) : "nobody",
                    visitor.editor() ? "yes" : "no",
                    visitor.owner() ? "yes" : "no",
                    visitor.authType() == null ? "–" : escape(visitor.authType()),
                    visitor.sessionRequests()));
  }

  /** Text as HTML, in an element or in a quoted attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String link(Visitor visitor, HttpServletRequest request) {
    // Signing out ends the login at Gatehouse, and so at every application of this server.
    return visitor.isSignedIn()
        ? "<a href=\"/gatehouse/logout\">Sign out</a>"
        : "<a href=\"" + escape(request.getContextPath()) + "/sign-in\">Sign in</a>";
  }
}
