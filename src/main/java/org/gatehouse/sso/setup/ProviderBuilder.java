package org.gatehouse.sso.setup;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.sso.IdentityProvider;
import org.gatehouse.sso.ProviderName;

/** Makes identity providers of texts, by the rules of the settings of the same meaning. */
public interface ProviderBuilder {
  /** The field of the client secret, in every set of texts. */
  String SECRET = "clientSecret";

  /**
   * One text that a provider needs or takes.
   *
   * @param name of the field
   * @param allowed what is allowed, in words
   * @param isNeeded whether nothing goes without it
   */
  record Field(String name, String allowed, boolean isNeeded) {
    /** Whether it is never shown. */
    public boolean isSecret() {
      return name.equals(SECRET);
    }
  }

  /**
   * A provider that can be used.
   *
   * @param texts that it was made of, without the secret
   */
  record Built(IdentityProvider provider, List<GroupRole> groupRoles, Map<String, String> texts) {
    /** Copies both. */
    public Built {
      groupRoles = List.copyOf(groupRoles);
      texts = Map.copyOf(texts);
    }
  }

  /** What is to be registered at the provider. */
  record Addresses(URI redirectUri, URI backchannelLogoutUri, URI postLogoutRedirectUri) {}

  /** The texts of a provider, the client id first. */
  List<Field> fields(ProviderName name);

  /** Our addresses for a provider. */
  Addresses addresses(ProviderName name);

  /** The provider as the settings of this process have it, made anew; empty if they do not. */
  Optional<Built> given(ProviderName name);

  /**
   * The provider that these texts describe, made anew; it asks nothing yet.
   *
   * @throws AuthException {@code VALIDATION_FAILED} with everything that is wrong
   */
  Built build(ProviderName name, Map<String, String> texts);
}
