package org.gatehouse.sso;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.config.value.GroupRole;

/**
 * The identity providers that are set up, in the order in which people see them. Safe for many
 * threads; which they are can change at any moment.
 */
public final class Providers {
  private volatile State state;

  private record State(List<IdentityProvider> all, Map<ProviderName, List<GroupRole>> groupRoles) {}

  /** These, each once, without any group that counts. */
  public Providers(List<IdentityProvider> all) {
    this.state = new State(List.copyOf(all), Map.of());
  }

  /** From now on, these. */
  public void replace(List<IdentityProvider> all, Map<ProviderName, List<GroupRole>> groupRoles) {
    state = new State(List.copyOf(all), Map.copyOf(groupRoles));
  }

  /** All of them. */
  public List<IdentityProvider> all() {
    return state.all();
  }

  /** The one of this name, if it is set up. */
  public Optional<IdentityProvider> find(ProviderName name) {
    return all().stream().filter(provider -> provider.name() == name).findFirst();
  }

  /** What the groups of a provider are worth. */
  public List<GroupRole> groupRoles(ProviderName name) {
    return state.groupRoles().getOrDefault(name, List.of());
  }
}
