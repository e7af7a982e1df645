/** The REST side of the audit trail. */
@NullMarked
package org.gatehouse.audit.http;

import org.jspecify.annotations.NullMarked;
