package org.gatehouse.server.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.ServerDidNotStartException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails of the shipped WAR, on whichever server it runs, reach a mail server. */
@Tag("ours")
class MailIT {
  private static final String OPERATOR = "operator";
  private static final String OPERATOR_PASSWORD = "the:operators:word";
  private static final String MAIL_PASSWORD = "lantern-over-the-north-gate";

  private static final boolean EMBEDDED =
      System.getProperty("gatehouse.server", "").equals("embedded");

  @TempDir Path directory;

  @Test
  void testMailWhenSentInTlsAndSignedInThenItArrivesAndTheOutageAfterItIsTold() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    mail.start();
    mail.setUser("gate@example.org", "gate", MAIL_PASSWORD);
    Launch launch =
        launch()
            .with("SMTP_HOST", "127.0.0.1")
            .with("SMTP_PORT", Integer.toString(mail.getSmtps().getPort()))
            .with("SMTP_USER", "gate")
            .with("SMTP_PASSWORD", MAIL_PASSWORD)
            .with("ALLOW_UNAUTHORIZED_CERTS", "true")
            .with("SENDER_EMAIL", "Gate House <gate@example.org>");
    try (RunningServer server = RunningServer.start(launch)) {
      Http operator = operator(server);
      Http.Answer sent =
          operator
              .with("Accept-Language", "de")
              .post("api/v1/mail/test", Map.of("email", "Ada@Example.com"));
      assertEquals(200, sent.status(), sent::toString);
      MimeMessage read = mail.getReceivedMessages()[0];
      assertEquals("Der Versand funktioniert", read.getSubject());
      assertEquals("ada@example.com", read.getAllRecipients()[0].toString());
      assertEquals(2, ((MimeMultipart) read.getContent()).getCount());

      mail.stop();
      Http.Answer refused = operator.post("api/v1/mail/test", Map.of("email", "ada@example.com"));
      assertEquals(502, refused.status(), refused::toString);
      assertEquals("application/problem+json", refused.mediaType());
      assertEquals("urn:gatehouse:problem:mail_not_sent", refused.json().path("type").asText());
      assertTrue(
          refused.json().path("detail").asText().contains("refused the connection"),
          refused::toString);
      assertFalse(refused.text().contains(MAIL_PASSWORD));

      JsonNode events = operator.get("api/v1/audit-events?action=MAIL_TEST").json().path("items");
      assertEquals("FAILURE", events.path(0).path("outcome").asText());
      assertEquals("UNREACHABLE", events.path(0).path("detail").asText());
      assertEquals("SUCCESS", events.path(1).path("outcome").asText());
      assertEquals(0, operator.get("api/v1/mail/outbox").json().path("items").size());
    } finally {
      mail.stop();
    }
  }

  @Test
  void invitationWhenMadeThenItsMailArrivesWithTheLinkAndTheOutboxForgetsIt() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    Launch launch =
        launch()
            .with("SMTP_HOST", "127.0.0.1")
            .with("SMTP_PORT", Integer.toString(mail.getSmtp().getPort()))
            .with("SMTP_SECURE", "false")
            .with("SMTP_STARTTLS", "optional")
            .with("SENDER_EMAIL", "gate@example.org");
    try (RunningServer server = RunningServer.start(launch)) {
      org.gatehouse.server.Owner owner = org.gatehouse.server.Owner.of(server);
      Http client = Http.to(server);
      Http signedIn = client.bearer(owner.signIn(client).access());
      JsonNode workspaces = signedIn.get("api/v1/workspaces").json();
      String workspace = workspaces.path("items").path(0).path("id").asText();
      String role = "";
      for (JsonNode r : signedIn.get("api/v1/roles").json().path("items")) {
        if (r.path("name").asText().equals("member")) {
          role = r.path("id").asText();
        }
      }
      Http.Answer made =
          signedIn.post(
              "api/v1/account/invite",
              Map.of(
                  "user", Map.of("email", "ada@example.com"),
                  "workspace", Map.of("id", workspace),
                  "role", Map.of("id", role)));
      assertEquals(201, made.status(), made::toString);
      assertTrue(mail.waitForIncomingEmail(10_000, 1));
      MimeMultipart parts = (MimeMultipart) mail.getReceivedMessages()[0].getContent();
      String text = (String) parts.getBodyPart(0).getContent();
      assertTrue(text.contains("/gatehouse/register?token="), text);
      JsonNode sent = operator(server).get("api/v1/mail/outbox").json().path("items").path(0);
      long end = System.nanoTime() + 10_000_000_000L;
      while (!sent.path("status").asText().equals("SENT") && System.nanoTime() < end) {
        sent = operator(server).get("api/v1/mail/outbox").json().path("items").path(0);
      }
      assertEquals("SENT", sent.path("status").asText(), sent::toString);
      assertEquals(1, sent.path("attempts").asInt());
    } finally {
      mail.stop();
    }
  }

  @Test
  void testMailWhenThereIsNoServerOrNoAddressThenSaysSo() {
    try (RunningServer server = RunningServer.start(launch())) {
      Http operator = operator(server);
      Http.Answer unset = operator.post("api/v1/mail/test", Map.of("email", "ada@example.com"));
      assertEquals(409, unset.status(), unset::toString);
      assertTrue(unset.json().path("detail").asText().contains("SMTP_HOST"), unset::toString);
      assertEquals(400, operator.post("api/v1/mail/test", Map.of("email", "ada")).status());
      assertEquals(400, operator.post("api/v1/mail/test", Map.of()).status());
      assertEquals(400, operator.get("api/v1/mail/outbox?status=lost").status());
      assertEquals(200, operator.get("api/v1/mail/outbox?status=parked").status());
      assertEquals(404, operator.post("api/v1/mail/outbox/x/retry", Map.of()).status());
    }
  }

  @Test
  void startWhenTemplatesAreBrokenThenEachIsToldWithFileAndLine() throws IOException {
    Path file = directory.resolve("invite.hbs");
    Files.writeString(file, "<p>\n{{workspaceNmae}}");
    Path own = Files.createDirectory(directory.resolve("templates"));
    Files.writeString(own.resolve("verification.html.hbs"), "<p>\n\n{{#if name}}");
    Launch launch =
        launch()
            .with("WORKSPACE_INVITE_TEMPLATE_PATH", file.toString())
            .with("MAIL_TEMPLATE_DIR", own.toString());
    String log = startAndFail(launch);
    assertTrue(log.contains("invite.hbs, line 2: there is no value workspaceNmae"), log);
    assertTrue(log.contains("verification.html.hbs, line "), log);
  }

  /** The embedded server ends; others go on without Gatehouse. */
  private static String startAndFail(Launch launch) {
    return EMBEDDED
        ? assertThrows(ServerDidNotStartException.class, () -> RunningServer.start(launch)).output()
        : RunningServer.startExpectingFailure(launch);
  }

  private static Launch launch() {
    return Launch.fresh()
        .with("FLOWISE_USERNAME", OPERATOR)
        .with("FLOWISE_PASSWORD", OPERATOR_PASSWORD);
  }

  private static Http operator(RunningServer server) {
    String pair = OPERATOR + ":" + OPERATOR_PASSWORD;
    return Http.to(server)
        .with(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }
}
