package org.gatehouse.signingkey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.crypto.SealException;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.jose.JsonWebKeys;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.VerificationKey;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactional;
import org.jspecify.annotations.Nullable;

/** Fills the ring from the rows. */
@ApplicationScoped
@Transactional
class KeyReading {
  private final KeyTable table;
  private final SecretBox box;
  private final SigningKeyConfig config;
  private final KeyRing ring;
  private final Instant openedAt;

  /** Opened once; the key of an id never changes. */
  private final Map<String, SigningKey> opened = new HashMap<>();

  private @Nullable List<StoredKey> known;

  @Inject
  KeyReading(Sql sql, SecretBox box, SigningKeyConfig config, KeyRing ring, Clock clock) {
    this.table = new KeyTable(sql, box);
    this.box = box;
    this.config = config;
    this.ring = ring;
    this.openedAt = clock == null ? Instant.EPOCH : clock.instant();
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected KeyReading() {
    this(null, null, null, null, null);
  }

  Instant openedAt() {
    return openedAt;
  }

  /**
   * Reads the rows; the ring changes if they have.
   *
   * @throws IllegalStateException if a key cannot be opened: then the ring stays as it is
   */
  void learn() {
    List<StoredKey> rows = table.all();
    synchronized (opened) {
      if (!rows.equals(known)) {
        ring.become(stateOf(rows));
        known = rows;
      }
    }
  }

  private KeyRing.State stateOf(List<StoredKey> rows) {
    Map<String, KeyRing.Accepted> accepted = new HashMap<>();
    Set<String> over = new HashSet<>();
    for (StoredKey row : rows) {
      Optional<VerificationKey> key = verificationKey(row);
      if (key.isPresent()) {
        accepted.put(row.kid(), new KeyRing.Accepted(key.get(), end(row)));
      } else {
        over.add(row.kid());
      }
    }
    config
        .previous()
        .filter(previous -> !over.contains(previous.kid()))
        .ifPresent(
            previous ->
                accepted.putIfAbsent(
                    previous.kid(),
                    new KeyRing.Accepted(previous, openedAt.plus(config.tokenLife()))));
    Optional<StoredKey> activeRow =
        rows.stream()
            .filter(row -> !config.isFixed() && row.state() == KeyState.ACTIVE)
            .findFirst();
    SigningKey active =
        activeRow
            .filter(row -> row.sealed().isPresent())
            .map(this::open)
            .orElse(config.documented());
    // What signs here is good here, whatever the rows say: other nodes may have other settings.
    accepted.put(active.kid(), new KeyRing.Accepted(active.verificationKey(), Instant.MAX));
    over.remove(active.kid());
    return new KeyRing.State(
        active,
        Map.copyOf(accepted),
        Set.copyOf(over),
        jwks(rows),
        activeRow,
        rows.stream().filter(row -> row.state() == KeyState.NEXT).findFirst());
  }

  private String jwks(List<StoredKey> rows) {
    return JsonWebKeys.set(
        rows.stream()
            .filter(row -> row.state() != KeyState.REVOKED)
            .flatMap(row -> row.publicKey().stream())
            .map(JsonWebKeys::readPublic)
            .toList());
  }

  /** What checks tokens of this row; empty if they are refused. */
  private Optional<VerificationKey> verificationKey(StoredKey row) {
    if (row.state() == KeyState.REVOKED) {
      return Optional.empty();
    }
    return Stream.<Optional<VerificationKey>>of(
            row.publicKey().map(JsonWebKeys::readPublic),
            row.sealed().map(text -> open(row).verificationKey()),
            Optional.of(config.documented().verificationKey())
                .filter(documented -> documented.kid().equals(row.kid())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Instant end(StoredKey row) {
    return row.state() == KeyState.RETIRED ? row.verifiesUntil().orElse(Instant.MIN) : Instant.MAX;
  }

  private SigningKey open(StoredKey row) {
    return opened.computeIfAbsent(
        row.kid(),
        kid -> {
          try {
            return JsonWebKeys.read(box.open(KeyTable.nameOf(kid), row.sealed().orElseThrow()));
          } catch (SealException e) {
            throw new IllegalStateException(
                "The signing key "
                    + kid
                    + " in the database cannot be opened with this main encryption key"
                    + " (SECRETKEY_OVERWRITE or encryption.key): "
                    + e.getMessage()
                    + ". Bring back the encryption key that it was stored under.",
                e);
          }
        });
  }
}
