/**
 * The way to the database: pool, migrations, entity manager, transactions. Knows no entity.
 *
 * <p>Application-managed and resource-local on purpose: the WAR brings its own pool and JPA
 * provider, so that no server needs a resource of ours (and none of theirs can surprise us).
 *
 * <p>Invariants: a room reaches the database only inside a transaction; when a transaction returns,
 * its rows survive the death of the process; what must follow a commit is registered with {@link
 * org.gatehouse.persistence.Transactions#afterCommit} and never runs for a rolled-back one.
 */
@NullMarked
package org.gatehouse.persistence;

import org.jspecify.annotations.NullMarked;
