package org.gatehouse.openid;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has an account at the provider.
 *
 * @param claims what the id_token says of them, {@code sub} among it
 */
public record Person(Map<String, Object> claims) {
  /** Copies the map. */
  public Person {
    claims = Map.copyOf(claims);
  }

  /** Somebody with an address that the provider has verified. */
  public static Person verified(String subject, String email) {
    return new Person(
        Map.of(
            "sub", subject, "email", email, "email_verified", true, "name", "Name of " + subject));
  }

  /** The same with another claim; null: without it. */
  public Person with(String name, @Nullable Object value) {
    Map<String, Object> changed = new HashMap<>(claims);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Person(changed);
  }

  String subject() {
    return String.valueOf(claims.get("sub"));
  }
}
