/** Single sign-on from the outside, against a strict provider. */
@NullMarked
package org.gatehouse.server.sso;

import org.jspecify.annotations.NullMarked;
