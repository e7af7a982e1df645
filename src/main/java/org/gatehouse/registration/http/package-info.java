/** The REST side of setting up: where to begin, and the first owner. */
@NullMarked
package org.gatehouse.registration.http;

import org.jspecify.annotations.NullMarked;
