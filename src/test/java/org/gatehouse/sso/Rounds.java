package org.gatehouse.sso;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.openid.OpenIdProvider;

/** Does what a browser does at a provider where somebody is signed in already. */
public final class Rounds {
  private Rounds() {}

  /** The query with which the browser comes back. */
  public static Map<String, String> visit(URI authorization) {
    return OpenIdProvider.pairs(OpenIdProvider.visit(authorization).getRawQuery());
  }

  /** The same as we read it. */
  public static ProviderAnswer answer(Map<String, String> query) {
    return new ProviderAnswer(
        Optional.ofNullable(query.get("code")).map(Sensitive::of),
        Optional.ofNullable(query.get("error")),
        Optional.ofNullable(query.get("iss")));
  }
}
