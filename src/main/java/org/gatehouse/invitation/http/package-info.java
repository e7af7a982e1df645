/** The REST side of inviting; accepting is registering, and stands there. */
@NullMarked
package org.gatehouse.invitation.http;

import org.jspecify.annotations.NullMarked;
