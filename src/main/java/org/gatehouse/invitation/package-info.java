/**
 * Invitations into a workspace with a role: sent, sent again, taken back, accepted.
 *
 * <p>Invariants: of one address and workspace at most one is open (unique key); its link is good
 * once and until it expires, a newer one retires the older; whoever accepts joins in the
 * transaction that uses the link, so that of two at the same moment one wins. An address without an
 * account gets one that waits: no name, no password, no membership. What is answered tells nobody
 * whether an address has an account elsewhere.
 */
@NullMarked
package org.gatehouse.invitation;

import org.jspecify.annotations.NullMarked;
