package org.gatehouse.signingkey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactional;

/**
 * Each change of keys as one transaction. New keys are brought along: an RSA key takes a second to
 * find, and nobody should wait for that with a lock.
 */
@ApplicationScoped
@Transactional
class KeyDeeds {
  /** Another node may sign a little longer, and its clock may differ. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final KeyTable table;
  private final SigningKeyConfig config;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  KeyDeeds(
      Sql sql,
      SecretBox box,
      SigningKeyConfig config,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.table = new KeyTable(sql, box);
    this.config = config;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected KeyDeeds() {
    this(null, null, null, null, null, null);
  }

  List<StoredKey> all() {
    return table.all();
  }

  /**
   * Makes the rows fit the settings, at a start.
   *
   * @param fresh a new key, in case one is needed
   * @return false if one is needed and none was brought; then nothing has changed
   */
  boolean fit(Optional<SigningKey> fresh) {
    List<StoredKey> rows = table.all();
    Optional<StoredKey> active = in(rows, KeyState.ACTIVE);
    if (active.isPresent() ? isWanted(active.get()) : config.isFixed()) {
      return true;
    }
    Instant now = now();
    if (config.isFixed()) {
      retire(active.get(), now);
      return true;
    }
    boolean documentedIsGood = config.algorithm().isSymmetric() && !isDocumentedIn(rows);
    if (!documentedIsGood && fresh.isEmpty()) {
      return false;
    }
    in(rows, KeyState.NEXT)
        .filter(next -> next.algorithm() != config.algorithm())
        .ifPresent(next -> table.dropNext());
    if (active.isPresent()) {
      retire(active.get(), now);
    }
    if (documentedIsGood) {
      table.insertDocumented(config.documented(), now);
      return true;
    }
    if (active.isEmpty() && !isDocumentedIn(rows)) {
      // With another algorithm until now, or never: then nobody has a token of it.
      table.insertRetiredDocumented(config.documented(), now, endOfTokens(now));
    }
    table.insert(fresh.orElseThrow(), KeyState.ACTIVE, now, now);
    return true;
  }

  /** Plans a change of keys, or makes it at once; {@code fresh} is used if none is planned yet. */
  KeyView plan(Actor actor, SigningKey fresh, boolean immediately) {
    requireOwner(actor);
    requireChangeable();
    StoredKey next = planned(fresh, immediately ? Duration.ZERO : config.lead());
    if (immediately) {
      table.hasten(next.kid(), now());
      switchTo(next.kid());
    }
    audit.record(AuditEntry.deed(AuditAction.KEY_ROTATE, actor));
    return find(next.kid()).view();
  }

  /** Plans a change that nobody asked for; another node may have been first. */
  void planBySchedule(SigningKey fresh) {
    StoredKey unused = planned(fresh, config.lead());
    audit.record(AuditEntry.ofServer(AuditAction.KEY_ROTATE, "schedule"));
  }

  private StoredKey planned(SigningKey fresh, Duration lead) {
    Optional<StoredKey> planned = in(table.all(), KeyState.NEXT);
    if (planned.isPresent()) {
      return planned.get();
    }
    Instant now = now();
    table.insert(fresh, KeyState.NEXT, now, now.plus(lead));
    return find(fresh.kid());
  }

  /** Lets the next key sign, unless another node has. */
  void switchTo(String kid) {
    if (!table.lockNext(kid)) {
      return;
    }
    Instant now = now();
    List<StoredKey> rows = table.all();
    Optional<StoredKey> active = in(rows, KeyState.ACTIVE);
    if (active.isPresent()) {
      retire(active.get(), now);
    }
    table.activate(kid, now);
  }

  /** Lets tokens of a key be refused; {@code fresh} signs from now on if it was the active one. */
  KeyView revoke(Actor actor, String kid, SigningKey fresh) {
    requireOwner(actor);
    boolean isDocumented = kid.equals(config.documented().kid());
    if (isDocumented) {
      requireChangeable();
    }
    StoredKey key = find(kid);
    Instant now = now();
    table.revoke(kid, now);
    if (key.state() == KeyState.ACTIVE) {
      table.insert(fresh, KeyState.ACTIVE, now, now);
    }
    audit.record(AuditEntry.deed(AuditAction.KEY_REVOKE, actor));
    return find(kid).view();
  }

  void requireOwner(Actor actor) {
    if (!authorities.of(actor).isOwner()) {
      throw Authority.forbidden("keys are those of the whole installation");
    }
  }

  void removeOld() {
    table.removeOlderThan(now(), MARGIN);
  }

  private void requireChangeable() {
    if (config.isFixed()) {
      throw AuthException.withReasons(
          ErrorCode.CONFLICT,
          List.of(
              "JWT_AUTH_TOKEN_SECRET is set: change it there, give the old one as"
                  + " JWT_AUTH_TOKEN_SECRET_PREVIOUS, and restart."));
    }
  }

  private StoredKey find(String kid) {
    return table.all().stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .orElseThrow(Authority::notFound);
  }

  private void retire(StoredKey key, Instant now) {
    if (!table.retire(key.kid(), endOfTokens(now))) {
      throw new AuthException(ErrorCode.CONFLICT, "another node changes keys at this moment");
    }
  }

  private Instant endOfTokens(Instant now) {
    return now.plus(config.tokenLife()).plus(MARGIN);
  }

  private boolean isWanted(StoredKey active) {
    return active.algorithm() == config.algorithm()
        && !config.isFixed()
        && (active.sealed().isPresent() || isDocumented(active));
  }

  private boolean isDocumentedIn(List<StoredKey> rows) {
    return rows.stream().anyMatch(this::isDocumented);
  }

  private boolean isDocumented(StoredKey key) {
    return key.kid().equals(config.documented().kid());
  }

  private static Optional<StoredKey> in(List<StoredKey> rows, KeyState state) {
    return rows.stream().filter(key -> key.state() == state).findFirst();
  }

  /** In milliseconds, as the database keeps it. */
  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
