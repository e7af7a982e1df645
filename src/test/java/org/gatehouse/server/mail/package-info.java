/** Mail, as a mail server and an administrator see it. */
@NullMarked
package org.gatehouse.server.mail;

import org.jspecify.annotations.NullMarked;
