package org.gatehouse.signon;

import java.net.URI;

/**
 * Signing out at providers.
 *
 * @param goesToProvider whether who signs out here is sent to the provider
 * @param back our page to which it sends them afterwards
 */
public record LeavingConfig(boolean goesToProvider, URI back) {}
