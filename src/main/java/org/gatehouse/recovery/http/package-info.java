/** The REST side and the pages of lost passwords and unproved addresses. */
@NullMarked
package org.gatehouse.recovery.http;

import org.jspecify.annotations.NullMarked;
