/** The REST side of accounts. */
@NullMarked
package org.gatehouse.people.http;

import org.jspecify.annotations.NullMarked;
