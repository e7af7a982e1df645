package org.gatehouse.sso;

import java.security.SecureRandom;
import java.util.Base64;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.crypto.Sha256;
import org.gatehouse.kernel.Sensitive;

/**
 * What ties the answer of a provider to the question, each 256 random bits.
 *
 * @param state comes back with the browser
 * @param nonce comes back in the id_token (OpenID Connect Core, section 3.1.2.1)
 * @param verifier shows at the token endpoint that whoever brings the code has asked for it (RFC
 *     7636)
 */
public record Challenge(Sensitive state, Sensitive nonce, Sensitive verifier) {
  /** A new one. */
  public static Challenge random(SecureRandom random) {
    return new Challenge(
        OpaqueToken.random(random).value(),
        OpaqueToken.random(random).value(),
        OpaqueToken.random(random).value());
  }

  /** The code challenge of the method S256 (RFC 7636 section 4.2). */
  public String codeChallenge() {
    byte[] digest = Sha256.of(verifier.reveal());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }
}
