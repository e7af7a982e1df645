package org.gatehouse.sso;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The identity providers that there can be. Names are stored and stand in addresses. */
public enum ProviderName {
  GOOGLE,
  AZURE,
  AUTH0,
  GITHUB,
  OIDC;

  /** The provider of a name in lower case, as addresses have it. */
  public static Optional<ProviderName> parse(String text) {
    return Arrays.stream(values()).filter(name -> name.toString().equals(text)).findFirst();
  }

  /** In lower case, as in addresses. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
