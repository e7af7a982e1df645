package org.gatehouse.sso.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.kernel.Actor;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.sso.ProviderName;

/** The transactions of {@link ProviderSetups}, each with its audit row. */
@ApplicationScoped
@Transactional
class SetupDeeds {
  private final SetupTable table;
  private final ProviderBuilder builder;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  SetupDeeds(
      SetupTable table,
      ProviderBuilder builder,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.table = table;
    this.builder = builder;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected SetupDeeds() {
    this(null, null, null, null, null);
  }

  void requireOwner(Actor actor) {
    requireOwner(authorities.of(actor));
  }

  private static void requireOwner(Authority authority) {
    if (!authority.isOwner()) {
      throw Authority.forbidden("whoever sets up a provider can let anybody in");
    }
  }

  /** Stores a provider; the secret that is there stays where none is given. */
  void put(Actor actor, ProviderName provider, Map<String, String> texts) {
    requireOwner(authorities.forDeed(actor));
    Map<String, String> whole = new HashMap<>(texts);
    if (!whole.containsKey(ProviderBuilder.SECRET)) {
      table
          .find(provider)
          .map(stored -> stored.get(ProviderBuilder.SECRET))
          .ifPresent(secret -> whole.put(ProviderBuilder.SECRET, secret));
    }
    ProviderBuilder.Built unused = builder.build(provider, whole);
    table.put(provider, whole, clock.millis());
    audit.record(
        AuditEntry.deed(AuditAction.LOGIN_METHOD_CHANGE, actor).noting(provider.toString()));
  }

  void remove(Actor actor, ProviderName provider) {
    requireOwner(authorities.forDeed(actor));
    if (!table.remove(provider)) {
      throw Authority.notFound();
    }
    audit.record(
        AuditEntry.deed(AuditAction.LOGIN_METHOD_REMOVE, actor).noting(provider.toString()));
  }

  Optional<Map<String, String>> stored(ProviderName provider) {
    return table.find(provider);
  }

  void recordTrial(Actor actor, ProviderName provider, Optional<String> fault) {
    AuditEntry deed = AuditEntry.deed(AuditAction.LOGIN_METHOD_TEST, actor);
    audit.record(
        fault
            .map(why -> deed.failed(provider + ": " + why))
            .orElseGet(() -> deed.noting(provider.toString())));
  }
}
