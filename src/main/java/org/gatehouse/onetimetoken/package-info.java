/**
 * One-time tokens, as they are mailed: 256 random bits, single use, short-lived, bound to a
 * purpose, to what they are about and to the address that they were sent to.
 *
 * <p>The database has only keyed digests. Looking a token up never uses it, since scanners of mail
 * follow links; using it is one conditional update, so that of two at the same moment one wins. A
 * newer token of the same purpose and subject retires the older ones. Whatever is wrong with a
 * token (none, malformed, unknown, another purpose, expired, used) is one and the same: there is
 * none.
 */
@NullMarked
package org.gatehouse.onetimetoken;

import org.jspecify.annotations.NullMarked;
