package org.gatehouse.sso;

import java.util.List;
import java.util.Optional;

/** The identity providers that are set up, in the order in which people see them. */
public final class Providers {
  private final List<IdentityProvider> all;

  /** These, each once. */
  public Providers(List<IdentityProvider> all) {
    this.all = List.copyOf(all);
  }

  /** All of them. */
  public List<IdentityProvider> all() {
    return all;
  }

  /** The one of this name, if it is set up. */
  public Optional<IdentityProvider> find(ProviderName name) {
    return all.stream().filter(provider -> provider.name() == name).findFirst();
  }
}
