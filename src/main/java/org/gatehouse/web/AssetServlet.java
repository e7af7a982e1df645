package org.gatehouse.web;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Serves the stylesheet and the mark, and no other file. */
public class AssetServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String FOREVER = "public, max-age=31536000, immutable";

  @Inject transient Assets assets;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean isHead = request.getMethod().equals("HEAD");
    if (!isHead && !request.getMethod().equals("GET")) {
      response.setHeader("Allow", "GET, HEAD");
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    Optional<Assets.Asset> asset = Optional.ofNullable(request.getPathInfo()).flatMap(assets::find);
    if (asset.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    byte[] content = asset.get().content();
    response.setContentType(asset.get().mediaType());
    response.setContentLength(content.length);
    response.setHeader("Cache-Control", FOREVER);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'");
    if (!isHead) {
      response.getOutputStream().write(content);
    }
  }
}
