/** A strict OpenID provider for tests, which can also be told to misbehave. */
@NullMarked
package org.gatehouse.openid;

import org.jspecify.annotations.NullMarked;
