/** The REST side of mail: a test, and the outbox. */
@NullMarked
package org.gatehouse.mail.http;

import org.jspecify.annotations.NullMarked;
