package org.gatehouse.config.value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * That a group of an identity provider gives a role in a workspace.
 *
 * @param group as the provider names it, to the letter
 * @param workspace its name or id
 * @param role its name or id
 */
public record GroupRole(String group, String workspace, String role) {
  /** The role of owners, by name and by id: no group makes owners. */
  private static final Set<String> OWNER = Set.of("owner", "00000000-0000-4000-8000-000000000001");

  /**
   * Reads {@code group=workspace:role;group=workspace:role}, where groups have equals signs and
   * workspaces have colons as they like: the last one of each counts.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static List<GroupRole> parseAll(String text) {
    List<GroupRole> all = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (String part : text.split(";", -1)) {
      if (!part.isBlank()) {
        GroupRole found = parse(part.strip());
        if (!seen.add(List.of(found.group(), found.workspace()))) {
          throw new IllegalArgumentException("a group has two roles in one workspace");
        }
        all.add(found);
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("it names no group");
    }
    return List.copyOf(all);
  }

  private static GroupRole parse(String text) {
    int equals = text.lastIndexOf('=');
    int colon = text.lastIndexOf(':');
    if (equals < 1 || colon < equals) {
      throw new IllegalArgumentException("a part of it is not group=workspace:role");
    }
    String group = text.substring(0, equals).strip();
    String workspace = text.substring(equals + 1, colon).strip();
    String role = text.substring(colon + 1).strip();
    if (group.isEmpty() || workspace.isEmpty() || role.isEmpty()) {
      throw new IllegalArgumentException("a part of it is not group=workspace:role");
    }
    if (OWNER.contains(role.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("no group makes owners");
    }
    return new GroupRole(group, workspace, role);
  }
}
