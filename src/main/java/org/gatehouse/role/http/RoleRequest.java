package org.gatehouse.role.http;

import java.util.List;
import java.util.Optional;
import org.gatehouse.role.RoleDraft;
import org.jspecify.annotations.Nullable;

/** A role to be made or changed; what is absent stays as it is. */
public record RoleRequest(
    @Nullable String name,
    @Nullable String description,
    @Nullable List<@Nullable String> permissions) {
  RoleDraft draft() {
    return RoleDraft.of(
        Optional.ofNullable(name),
        Optional.ofNullable(description),
        Optional.ofNullable(permissions).map(RoleRequest::texts));
  }

  /** A null in the list is no permission; the empty text says so. */
  private static List<String> texts(List<@Nullable String> given) {
    return given.stream().map(text -> text == null ? "" : text).toList();
  }
}
