/**
 * The hall where accounts come into being: the first owner, who shows the set-up token or is the
 * operator.
 *
 * <p>Invariants: of any number of registrations at the same moment one founds the installation
 * (primary key of {@code installation}); account, organization, memberships and audit row are one
 * transaction.
 */
@NullMarked
package org.gatehouse.registration;

import org.jspecify.annotations.NullMarked;
