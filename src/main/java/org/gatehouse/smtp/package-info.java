/**
 * Speaks SMTP (RFC 5321) to the one mail server of the settings. Knows no feature and no outbox:
 * gets a finished {@link org.gatehouse.smtp.Email} and says what became of it, in words that an
 * administrator can act on.
 *
 * <p>Our own client, and not Jakarta Mail: TomEE brings Geronimo's, Payara and GlassFish bring
 * Angus, each with the API beside it, and a WAR that brings another one depends on whose classes
 * each server looks at first. They do not tell the same failures apart either. What a sender of
 * mail needs of the protocol is small, and is the same everywhere.
 *
 * <p>Invariants: no line that we send holds a line break of somebody else's; no password, token or
 * text of a mail is in a failure, also where the server repeats it; every step ends by a timeout
 * and every mail by another.
 */
@NullMarked
package org.gatehouse.smtp;

import org.jspecify.annotations.NullMarked;
