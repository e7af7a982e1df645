/**
 * OpenID Connect as a relying party: authorization code with PKCE, nonce and a check of everything
 * that the provider says (<a href="https://openid.net/specs/openid-connect-core-1_0.html">OpenID
 * Connect Core</a>, <a href="https://www.rfc-editor.org/rfc/rfc9700">RFC 9700</a>, <a
 * href="https://www.rfc-editor.org/rfc/rfc9207">RFC 9207</a>).
 *
 * <p>Of the protocol, this is what one needs: an address, a form, and the claims of a signed token,
 * whose signature is the business of {@link org.gatehouse.jose.ForeignToken}.
 */
@NullMarked
package org.gatehouse.sso.oidc;

import org.jspecify.annotations.NullMarked;
