package org.gatehouse.sso.oidc;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.sso.SsoProblem;
import org.gatehouse.sso.SsoRefusal;

/**
 * What a discovery document says (OpenID Connect Discovery, section 3).
 *
 * @param endSession where browsers sign out (RP-Initiated Logout, section 2.1); one that cannot be
 *     used counts as none, since nobody needs it to sign in
 * @param saysIssuer whether answers carry the issuer (RFC 9207 section 3)
 * @param knowsS256 whether PKCE with S256 is supported; so where it is not said (RFC 8414 section
 *     2)
 * @param secretInForm whether the client's secret is sent in the form and not in a header
 */
record Metadata(
    URI authorization,
    URI token,
    URI keys,
    Optional<URI> userInfo,
    Optional<URI> endSession,
    boolean saysIssuer,
    boolean knowsS256,
    boolean secretInForm) {
  private static final String BASIC = "client_secret_basic";

  /**
   * Reads a document.
   *
   * @param issuer that it has to be of: otherwise another provider answers in its name
   * @param allowsHttp whether the provider itself is in clear text
   * @throws SsoRefusal if it is none that can be used
   */
  static Metadata read(Object document, String issuer, boolean allowsHttp) {
    if (!(document instanceof Map<?, ?> members)) {
      throw refused("discovery-no-object");
    }
    if (!issuer.equals(members.get("issuer"))) {
      throw refused("discovery-other-issuer");
    }
    List<?> methods =
        members.get("token_endpoint_auth_methods_supported") instanceof List<?> list
            ? list
            : List.of(BASIC);
    return new Metadata(
        address(members, "authorization_endpoint", allowsHttp),
        address(members, "token_endpoint", allowsHttp),
        address(members, "jwks_uri", allowsHttp),
        members.containsKey("userinfo_endpoint")
            ? Optional.of(address(members, "userinfo_endpoint", allowsHttp))
            : Optional.empty(),
        found(members, "end_session_endpoint", allowsHttp),
        Boolean.TRUE.equals(members.get("authorization_response_iss_parameter_supported")),
        !(members.get("code_challenge_methods_supported") instanceof List<?> known)
            || known.contains("S256"),
        !methods.contains(BASIC) && methods.contains("client_secret_post"));
  }

  private static URI address(Map<?, ?> members, String name, boolean allowsHttp) {
    return found(members, name, allowsHttp).orElseThrow(() -> refused("discovery-endpoints"));
  }

  private static Optional<URI> found(Map<?, ?> members, String name, boolean allowsHttp) {
    if (members.get(name) instanceof String text) {
      try {
        URI uri = URI.create(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean isAllowed = scheme.equals("https") || (allowsHttp && scheme.equals("http"));
        if (isAllowed && uri.getHost() != null && uri.getRawFragment() == null) {
          return Optional.of(uri);
        }
      } catch (IllegalArgumentException noUri) {
        // as if it were not there
      }
    }
    return Optional.empty();
  }

  private static SsoRefusal refused(String detail) {
    return new SsoRefusal(SsoProblem.PROVIDER_DOWN, detail);
  }
}
