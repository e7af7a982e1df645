/** The way in of whoever runs the server, from outside. */
@NullMarked
package org.gatehouse.server.operator;

import org.jspecify.annotations.NullMarked;
