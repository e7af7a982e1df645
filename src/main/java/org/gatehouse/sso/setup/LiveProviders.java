package org.gatehouse.sso.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.crypto.SealException;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.Providers;
import org.jspecify.annotations.Nullable;

/** Keeps {@link Providers} to what is set up, also by other nodes. */
@ApplicationScoped
public class LiveProviders {
  private static final Logger LOG = System.getLogger(LiveProviders.class.getName());

  private final SetupTable table;
  private final ProviderBuilder builder;
  private final Providers providers;
  private final Map<ProviderName, ProviderBuilder.Built> inForce =
      new EnumMap<>(ProviderName.class);
  private @Nullable List<SetupTable.Version> known;

  @Inject
  LiveProviders(SetupTable table, ProviderBuilder builder, Providers providers) {
    this.table = table;
    this.builder = builder;
    this.providers = providers;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected LiveProviders() {
    this(null, null, null);
  }

  /** Learns what is stored; a small query, mostly no more. */
  @Transactional
  public synchronized void learn() {
    List<SetupTable.Version> now = table.versions();
    List<SetupTable.Version> before = known == null ? List.of() : known;
    if (now.equals(known)) {
      return;
    }
    for (ProviderName name : ProviderName.values()) {
      Optional<SetupTable.Version> version = of(name, now);
      if (known == null || !version.equals(of(name, before))) {
        // What goes on as it is keeps what it remembers of the provider.
        inForce.remove(name);
        builder.given(name).or(() -> stored(name)).ifPresent(built -> inForce.put(name, built));
      }
    }
    known = now;
    List<IdentityProvider> all = new ArrayList<>();
    Map<ProviderName, List<GroupRole>> groupRoles = new EnumMap<>(ProviderName.class);
    inForce.forEach(
        (name, built) -> {
          all.add(built.provider());
          groupRoles.put(name, built.groupRoles());
        });
    providers.replace(all, groupRoles);
  }

  private static Optional<SetupTable.Version> of(
      ProviderName name, List<SetupTable.Version> versions) {
    return versions.stream().filter(version -> version.provider() == name).findFirst();
  }

  /** One that cannot be used must not keep the others, or the server, from starting. */
  private Optional<ProviderBuilder.Built> stored(ProviderName name) {
    try {
      return table.find(name).map(texts -> builder.build(name, texts));
    } catch (SealException lost) {
      LOG.log(
          Level.ERROR,
          "The identity provider {0} is left out: its client secret cannot be opened with this main"
              + " encryption key. Store it again, or bring the key back.",
          name);
    } catch (AuthException wrong) {
      LOG.log(Level.ERROR, "The identity provider {0} is left out: {1}", name, wrong.reasons());
    }
    return Optional.empty();
  }
}
