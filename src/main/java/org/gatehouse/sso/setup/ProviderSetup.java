package org.gatehouse.sso.setup;

import java.util.Map;
import org.gatehouse.sso.ProviderName;

/**
 * How a provider is set up, as an owner sees it.
 *
 * @param texts without the client secret
 */
public record ProviderSetup(ProviderName provider, Source source, Map<String, String> texts) {
  /** Where it comes from. */
  public enum Source {
    /** The settings of the process: fixed. */
    ENVIRONMENT,
    /** An owner has stored it. */
    STORED,
    /** It is not set up. */
    NONE
  }

  /** Copies the map. */
  public ProviderSetup {
    texts = Map.copyOf(texts);
  }
}
