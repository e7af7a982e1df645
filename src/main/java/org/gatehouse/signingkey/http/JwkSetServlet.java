package org.gatehouse.signingkey.http;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.signingkey.KeyRing;

/**
 * The public keys as a JWK set (RFC 7517): whoever has it can check access tokens and make none.
 * Empty as long as tokens are signed with a shared secret.
 */
public class JwkSetServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient KeyRing keys;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PublicJson.write(response, "application/jwk-set+json", keys.publicKeys());
  }
}
