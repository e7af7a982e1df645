/** In what Microsoft Entra differs from other OpenID providers. */
@NullMarked
package org.gatehouse.sso.azure;

import org.jspecify.annotations.NullMarked;
