package org.gatehouse.sso;

import java.util.Optional;
import org.gatehouse.kernel.Sensitive;

/**
 * With what a provider has sent the browser back (RFC 6749 section 4.1.2), each at most once.
 *
 * @param error why there is no code (section 4.1.2.1)
 * @param issuer whose answer it is (RFC 9207)
 */
public record ProviderAnswer(
    Optional<Sensitive> code, Optional<String> error, Optional<String> issuer) {
  /**
   * The code.
   *
   * @throws SsoRefusal if there is none, or an error with it
   */
  public Sensitive requireCode() {
    if (error.isPresent()) {
      boolean isTheirNo = error.get().equals("access_denied");
      throw new SsoRefusal(
          isTheirNo ? SsoProblem.DENIED : SsoProblem.PROVIDER_REFUSED,
          isTheirNo ? "access-denied" : "error-answered");
    }
    return code.orElseThrow(() -> new SsoRefusal(SsoProblem.PROVIDER_REFUSED, "no-code"));
  }
}
