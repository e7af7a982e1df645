/** The REST side of signing in: sign in, refresh, sign out, who am I. */
@NullMarked
package org.gatehouse.login.http;

import org.jspecify.annotations.NullMarked;
