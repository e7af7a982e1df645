/** Signing in, staying signed in, signing out and HTTP Basic, seen through HTTP on every server. */
@NullMarked
package org.gatehouse.server.login;

import org.jspecify.annotations.NullMarked;
