/** The keys on the wire: for owners what they are, for other software the public ones. */
@NullMarked
package org.gatehouse.signingkey.http;

import org.jspecify.annotations.NullMarked;
