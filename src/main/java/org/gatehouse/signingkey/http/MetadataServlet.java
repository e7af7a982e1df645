package org.gatehouse.signingkey.http;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.signingkey.IssuerMetadata;
import org.gatehouse.signingkey.KeyRing;

/**
 * What a verifier of access tokens must know, in the form of OpenID Connect Discovery 1.0, section
 * 3, which such software reads. Gatehouse is no OpenID provider: nothing else is in it.
 */
public class MetadataServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient IssuerMetadata metadata;
  @Inject transient KeyRing keys;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String json =
        Json.createObjectBuilder()
            .add("issuer", metadata.issuer())
            .add("jwks_uri", metadata.keysAddress())
            .add(
                "id_token_signing_alg_values_supported",
                Json.createArrayBuilder().add(keys.algorithm()))
            .build()
            .toString();
    PublicJson.write(response, "application/json", json);
  }
}
