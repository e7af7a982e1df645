/**
 * The shipped WAR on real servers: {@link org.gatehouse.server.RunningServer} is one server process
 * of the kind that the system property {@code gatehouse.server} names, and the {@code *IT} classes
 * see it through HTTP only.
 *
 * <p>Invariants: a server listens on loopback only ({@link org.gatehouse.server.LoopbackIT}), works
 * in a directory of its own below {@code target/it}, sees no environment variable but those a test
 * gives it, and never outlives the JVM of the tests, however that ends.
 */
@NullMarked
package org.gatehouse.server;

import org.jspecify.annotations.NullMarked;
