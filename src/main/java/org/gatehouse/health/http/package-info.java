/** Says whether Gatehouse is there and able to work. */
@NullMarked
package org.gatehouse.health.http;

import org.jspecify.annotations.NullMarked;
