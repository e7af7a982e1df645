package org.gatehouse.authority;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The permissions of a role.
 *
 * @param everything whether it is all there are, those of other applications included
 * @param listed what it is otherwise
 */
public record PermissionSet(boolean everything, List<String> listed) {
  private static final PermissionSet NONE = new PermissionSet(false, List.of());
  private static final PermissionSet EVERYTHING = new PermissionSet(true, List.of());

  /** Copies the list. */
  public PermissionSet {
    listed = List.copyOf(listed);
  }

  /** These and no others. */
  public static PermissionSet of(Collection<String> permissions) {
    return new PermissionSet(false, permissions.stream().distinct().sorted().toList());
  }

  /** As the column {@code role.permissions} has them. */
  public static PermissionSet parse(@Nullable String stored) {
    if (stored == null || stored.isEmpty()) {
      return NONE;
    }
    return stored.equals(Permission.EVERYTHING)
        ? EVERYTHING
        : new PermissionSet(false, List.of(stored.split(",", -1)));
  }

  /** For the column {@code role.permissions}. */
  public String stored() {
    return everything ? Permission.EVERYTHING : String.join(",", listed);
  }

  /** Whether this one is among them. */
  public boolean holds(String permission) {
    return everything || listed.contains(permission);
  }

  /** Whether all of those are among them. */
  public boolean holdsAll(PermissionSet others) {
    return everything || (!others.everything() && listed.containsAll(others.listed()));
  }

  /** As they are shown: Gatehouse's own in place of everything. */
  public List<String> shown() {
    return everything ? Permission.ALL : listed;
  }
}
