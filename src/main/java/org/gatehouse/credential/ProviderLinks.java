package org.gatehouse.credential;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.Providers;
import org.gatehouse.web.ReturnAddress;

/**
 * The links of pages to identity providers. Links and no forms: a form may lead only to our own
 * origin (Content-Security-Policy), and browsers look at where its redirects end, too.
 */
public final class ProviderLinks {
  private final Providers providers;

  /** To these. */
  public ProviderLinks(Providers providers) {
    this.providers = providers;
  }

  /** To sign in and go back to that address. */
  public List<Map<String, Object>> signIn(String context, Optional<ReturnAddress> back) {
    String query = back.map(address -> "?return=" + address.encoded()).orElse("");
    return providers.all().stream()
        .map(
            provider ->
                Map.<String, Object>of(
                    "label",
                    provider.label(),
                    "href",
                    context + "/api/v1/" + name(provider) + "/login" + query))
        .toList();
  }

  /** Their names in addresses, and what people call them. */
  public List<Map<String, Object>> all() {
    return providers.all().stream()
        .map(provider -> Map.<String, Object>of("name", name(provider), "label", provider.label()))
        .toList();
  }

  private static String name(IdentityProvider provider) {
    return provider.name().toString();
  }
}
