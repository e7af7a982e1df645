package org.gatehouse.sso.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.sso.ProviderName;

/**
 * What we are at a provider.
 *
 * @param label what people call the provider
 * @param redirectUri where it sends browsers back to, exactly as it is registered there
 * @param clockSkew how far its clock and ours may differ
 * @param groupsClaim the name of the claim that says to which groups somebody belongs, if they
 *     count
 */
public record OidcConfig(
    ProviderName name,
    String label,
    String clientId,
    Sensitive clientSecret,
    URI redirectUri,
    Duration clockSkew,
    Optional<String> groupsClaim) {}
