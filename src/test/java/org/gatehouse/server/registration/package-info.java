/** How an installation gets its first owner, seen through HTTP on every server. */
@NullMarked
package org.gatehouse.server.registration;

import org.jspecify.annotations.NullMarked;
