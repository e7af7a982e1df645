package org.gatehouse.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.kernel.Sensitive;

/**
 * Brings the secrets of one store into another, and reads back what it wrote. Never replaces a
 * value: if one differs, nothing is written at all. It can be repeated.
 *
 * @param copied written now, and read back
 * @param same there already, and equal
 * @param absent not in the first store
 * @param different in both, and not equal
 */
public record SecretsCopy(
    List<SecretName> copied,
    List<SecretName> same,
    List<SecretName> absent,
    List<SecretName> different) {
  /** A new secret may not be readable at once on every node of AWS. */
  private static final int READS = 12;

  private static final long PAUSE_MILLIS = 250;

  /** Copies the lists, so that a report does not change. */
  public SecretsCopy {
    copied = List.copyOf(copied);
    same = List.copyOf(same);
    absent = List.copyOf(absent);
    different = List.copyOf(different);
  }

  /**
   * Copies.
   *
   * @param without what is not to be copied, because it comes from the settings
   * @throws SecretStoreException if a store fails; what was copied before stays
   */
  public static SecretsCopy run(SecretStore from, SecretStore to, Set<SecretName> without) {
    List<SecretName> missing = new ArrayList<>();
    List<SecretName> same = new ArrayList<>();
    List<SecretName> absent = new ArrayList<>();
    List<SecretName> different = new ArrayList<>();
    for (SecretName name : SecretName.values()) {
      if (without.contains(name)) {
        continue;
      }
      Optional<Sensitive> source = from.find(name);
      Optional<Sensitive> target = to.find(name);
      List<SecretName> kind =
          source.isEmpty()
              ? absent
              : target.isEmpty() ? missing : target.equals(source) ? same : different;
      kind.add(name);
    }
    if (!different.isEmpty()) {
      return new SecretsCopy(List.of(), same, absent, different);
    }
    List<SecretName> copied = new ArrayList<>();
    // In the order of the names: the main key first, under which files are encrypted.
    for (SecretName name : missing) {
      Sensitive secret = from.find(name).orElseThrow(() -> notThere(name));
      boolean isStored =
          to.createIfAbsent(name, secret).equals(secret)
              && readBack(to, name).filter(secret::equals).isPresent();
      (isStored ? copied : different).add(name);
    }
    return new SecretsCopy(copied, same, absent, different);
  }

  private static Optional<Sensitive> readBack(SecretStore store, SecretName name) {
    Optional<Sensitive> stored = store.find(name);
    for (int reads = 1; stored.isEmpty() && reads < READS; reads++) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SecretStoreException("interrupted while reading back " + name, e);
      }
      stored = store.find(name);
    }
    return stored;
  }

  private static SecretStoreException notThere(SecretName name) {
    return new SecretStoreException(name + " has gone while it was being copied.");
  }
}
