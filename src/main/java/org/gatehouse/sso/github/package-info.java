/** GitHub, which speaks OAuth 2 and no OpenID Connect: an API says who somebody is. */
@NullMarked
package org.gatehouse.sso.github;

import org.jspecify.annotations.NullMarked;
