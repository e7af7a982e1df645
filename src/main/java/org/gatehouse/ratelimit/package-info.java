/** Counts attempts and says when there were too many. Knows keys and rules, not what they mean. */
@NullMarked
package org.gatehouse.ratelimit;

import org.jspecify.annotations.NullMarked;
