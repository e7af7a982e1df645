package org.gatehouse.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.json.Json;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.smtp.Email;

/** Makes the mail that is sent out of what the outbox keeps. */
public final class MailWriter {
  private final SecretBox box;
  private final MailTexts texts;

  /** Opens with this box, and writes with these texts. */
  public MailWriter(SecretBox box, MailTexts texts) {
    this.box = box;
    this.texts = texts;
  }

  /**
   * A mail of the outbox.
   *
   * @throws org.gatehouse.crypto.SealException if it was sealed under another key
   */
  Email write(LeasedMail mail) {
    Map<String, String> values =
        Json.readTexts(box.open(mail.id().toString(), mail.sealed()).utf8());
    return write(mail.id(), mail.kind(), mail.to(), mail.language(), values, mail.createdAt());
  }

  /** A mail that is in no outbox. */
  Email write(MailKind kind, EmailAddress to, Locale language, Instant now) {
    return write(UUID.randomUUID(), kind, to, language, Map.of(), now);
  }

  private Email write(
      UUID id,
      MailKind kind,
      EmailAddress to,
      Locale language,
      Map<String, String> values,
      Instant date) {
    MailTexts.Said said = texts.say(kind, language, values);
    return new Email(id, date, to, said.subject(), said.text(), said.html());
  }
}
