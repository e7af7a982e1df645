package org.gatehouse.signingkey;

/**
 * What verifiers of access tokens are told.
 *
 * @param issuer the {@code iss} of every token
 * @param keysAddress where the JWK set is, as a URL
 */
public record IssuerMetadata(String issuer, String keysAddress) {}
