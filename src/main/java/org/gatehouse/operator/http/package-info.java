/** The REST side of the operator's deeds; the launcher's commands call it. */
@NullMarked
package org.gatehouse.operator.http;

import org.jspecify.annotations.NullMarked;
