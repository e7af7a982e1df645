/**
 * Mail that is never lost: a row of the outbox is written in the transaction that causes the mail,
 * and sent afterwards. This package knows no feature; features hand in a {@link MailMessage}.
 *
 * <p>What a mail says may hold tokens. It is encrypted at rest and erased once the mail is sent.
 */
@NullMarked
package org.gatehouse.mail;

import org.jspecify.annotations.NullMarked;
