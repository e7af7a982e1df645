/**
 * The login of every other application on the server (Jakarta Authentication, Servlet Container
 * Profile): an application has plain {@code web.xml} constraints and knows nothing of Gatehouse.
 *
 * <p>Invariants: a protected page is served only to a caller whose credentials Gatehouse accepts;
 * while Gatehouse is stopped or its database is needed and gone, it is served to nobody, and public
 * pages to everybody. Nothing here relies on the calling thread's class loader, naming or CDI
 * context, which are the other application's.
 */
@NullMarked
package org.gatehouse.container;

import org.jspecify.annotations.NullMarked;
