/** The REST side of roles and of the permissions that they hold. */
@NullMarked
package org.gatehouse.role.http;

import org.jspecify.annotations.NullMarked;
