package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.template.Templates;

/** Writes pages: the content of each within the layout of all, under headers that allow little. */
public final class Pages {
  /**
   * Nothing but our own stylesheet and images, no script at all, no frame around us, and no form
   * that could be turned elsewhere (CSP Level 3).
   */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private final Templates templates;
  private final Assets assets;

  /** With the templates of this package. */
  public Pages(Assets assets) {
    this.templates = new Templates("/org/gatehouse/web");
    this.assets = assets;
  }

  void write(HttpServletRequest request, HttpServletResponse response, int status, PageView page)
      throws IOException {
    byte[] html = html(request.getContextPath(), page).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(html.length);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    // With no-referrer, Chromium and Firefox say "Origin: null" of our own forms (Fetch standard,
    // section 3.2), and the forms would be taken for another site's.
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(html);
    }
  }

  String html(String contextPath, PageView page) {
    Map<String, Object> values = new HashMap<>(page.values());
    values.put("context", contextPath);
    String content = templates.render(page.template(), values);
    return templates.render(
        "layout",
        Map.of(
            "title",
            page.title(),
            "context",
            contextPath,
            "style",
            contextPath + assets.path("gatehouse.css"),
            "mark",
            contextPath + assets.path("gatehouse.svg"),
            "content",
            content));
  }
}
