/** Gatehouse on PostgreSQL: one node on each server, many nodes, and a database that goes away. */
@NullMarked
package org.gatehouse.server.database;

import org.jspecify.annotations.NullMarked;
