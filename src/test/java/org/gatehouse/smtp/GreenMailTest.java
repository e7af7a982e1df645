package org.gatehouse.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import org.gatehouse.config.value.Mailbox;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.smtp.SmtpConfig.Protection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real mail server takes what we send, and another library reads it as we meant it. */
class GreenMailTest {
  private GreenMail mail;

  @BeforeEach
  void start() {
    mail =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
            });
    mail.start();
  }

  @AfterEach
  void stop() {
    mail.stop();
  }

  @Test
  void mailWhenReadByAnotherLibraryThenEveryPartIsWhatWeMeant() throws Exception {
    String text =
        "Grüße, Zoë!\n=3D is no code, and a space ends this line \n.\n" + "long ".repeat(60);
    Email email = TestSmtp.email("ada+tag@example.com", "Größe – 招待状 ".repeat(8).strip(), text);
    SmtpConfig config =
        TestSmtp.from(
            TestSmtp.plain(mail.getSmtp().getPort()),
            Mailbox.parse("Gärtner, Häuser & Co <gate@example.org>").orElseThrow());
    assertTaken(config, email);

    MimeMessage read = mail.getReceivedMessages()[0];
    assertEquals(email.subject(), read.getSubject());
    InternetAddress from = (InternetAddress) read.getFrom()[0];
    assertEquals("Gärtner, Häuser & Co", from.getPersonal());
    assertEquals("gate@example.org", from.getAddress());
    assertEquals("ada+tag@example.com", read.getAllRecipients()[0].toString());
    assertEquals(Date.from(Instant.parse("2026-11-24T08:05:09Z")), read.getSentDate());
    assertEquals("<" + email.id() + "@example.org>", read.getMessageID());
    assertEquals("auto-generated", read.getHeader("Auto-Submitted", null));
    MimeMultipart parts = (MimeMultipart) read.getContent();
    assertTrue(parts.getContentType().startsWith("multipart/alternative"));
    assertEquals(2, parts.getCount());
    assertTrue(parts.getBodyPart(0).isMimeType("text/plain"));
    assertEquals(text.replace("\n", "\r\n"), parts.getBodyPart(0).getContent());
    assertTrue(parts.getBodyPart(1).isMimeType("text/html"));
    assertEquals(("<p>" + text + "</p>").replace("\n", "\r\n"), parts.getBodyPart(1).getContent());
  }

  @Test
  void headerWhenANameHoldsLineBreaksThenNoHeaderAndNoRecipientMore() throws Exception {
    SmtpConfig config =
        TestSmtp.from(
            TestSmtp.plain(mail.getSmtp().getPort()),
            new Mailbox(
                "Gate\r\nX-Sender: injected",
                EmailAddress.parse("gate@example.org").orElseThrow()));
    assertTaken(
        config,
        TestSmtp.email(
            "ada@example.com",
            "Hello\r\nBcc: eve@example.com\r\n\r\nbody\nX-Subject: injected\u2028é",
            "Hello"));
    assertEquals(1, mail.getReceivedMessages().length);
    MimeMessage read = mail.getReceivedMessages()[0];
    assertNull(read.getHeader("Bcc"));
    assertNull(read.getHeader("X-Subject"));
    assertNull(read.getHeader("X-Sender"));
    assertEquals(1, read.getAllRecipients().length);
    assertEquals("Hello Bcc: eve@example.com body X-Subject: injected é", read.getSubject());
    assertEquals("Gate X-Sender: injected", ((InternetAddress) read.getFrom()[0]).getPersonal());
  }

  @Test
  void tlsFromTheFirstByteWhenTheCertificateIsNotTrustedThenOnlyIfTheOperatorSaysSo() {
    int port = mail.getSmtps().getPort();
    try (SmtpClient client = new SmtpClient(TestSmtp.config(port, Protection.TLS, false))) {
      Delivery.Failed failed =
          assertInstanceOf(
              Delivery.Failed.class, client.send(TestSmtp.email("a@example.com", "Hi", "Hi")));
      assertEquals(SmtpFault.CERTIFICATE, failed.fault(), failed::words);
    }
    assertTaken(
        TestSmtp.config(port, Protection.TLS, true), TestSmtp.email("a@example.com", "Hi", "Hi"));
    assertEquals(1, mail.getReceivedMessages().length);
  }

  @Test
  void authWhenRightThenTakenAndWhenWrongThenNot() {
    mail.setUser("gate@example.org", "gate", "open the north gate");
    SmtpConfig plain = TestSmtp.plain(mail.getSmtp().getPort());
    Email email = TestSmtp.email("a@example.com", "Hi", "Hi");
    assertTaken(TestSmtp.with(plain, "gate", "open the north gate"), email);
    try (SmtpClient client = new SmtpClient(TestSmtp.with(plain, "gate", "wrong"))) {
      Delivery.Failed failed = assertInstanceOf(Delivery.Failed.class, client.send(email));
      assertEquals(SmtpFault.AUTH, failed.fault(), failed::words);
    }
    assertEquals(1, mail.getReceivedMessages().length);
  }

  private static void assertTaken(SmtpConfig config, Email email) {
    try (SmtpClient client = new SmtpClient(config)) {
      Delivery delivery = client.send(email);
      assertInstanceOf(Delivery.Taken.class, delivery, delivery::toString);
    }
  }
}
