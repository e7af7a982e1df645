package org.gatehouse.registration.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an installation is called. */
final class OrganizationName {
  /** The owner gave it no name. */
  private static final String UNNAMED = "Default Organization";

  private OrganizationName() {}

  static String of(@Nullable String given) {
    return Optional.ofNullable(given)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElse(UNNAMED);
  }
}
