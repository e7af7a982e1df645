package org.gatehouse.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.gatehouse.smtp.SmtpConfig.Protection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client makes of servers that do as they like. */
class SmtpClientTest {
  private static final TestCertificate LOCAL = new TestCertificate("localhost");
  private static final TestCertificate ELSEWHERE = new TestCertificate("mail.example.net");
  private static final String PASSWORD = "open the north gate";
  private static final Email EMAIL = TestSmtp.email("ada@example.com", "Hello", "Hello Ada");

  private ScriptedMailServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedMailServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void sendWhenTakenThenEnvelopeAndMessageAreThere() {
    assertTaken(send(TestSmtp.plain(server.port())));
    assertTrue(
        server
            .commands()
            .containsAll(
                List.of("MAIL FROM:<gate@example.org>", "RCPT TO:<ada@example.com>", "DATA")),
        () -> server.commands().toString());
    assertTrue(server.messages().get(0).contains("Subject: Hello\r\n"));
  }

  @Test
  void sendWhenManyThenOverOneConnectionWithResetBetween() {
    try (SmtpClient client = new SmtpClient(TestSmtp.plain(server.port()))) {
      for (int i = 0; i < 20; i++) {
        assertTaken(client.send(EMAIL));
      }
    }
    assertEquals(20, server.messages().size());
    assertEquals(1, server.connections());
    assertEquals(19, server.commands().stream().filter("RSET"::equals).count());
  }

  @Test
  void sendWhenTheServerHungUpMeanwhileThenConnectsAgain() throws IOException {
    try (SmtpClient client = new SmtpClient(TestSmtp.plain(server.port()))) {
      assertTaken(client.send(EMAIL));
      server.dropAll();
      assertTaken(client.send(EMAIL));
    }
    assertEquals(2, server.connections());
    assertEquals(2, server.messages().size());
  }

  @Test
  void sendWhenOneRecipientOfThreeIsRefusedThenTheOthersGetTheirsOverTheSameConnection() {
    server.answer("RCPT TO:<bob@", "550 5.1.1 No such user");
    try (SmtpClient client = new SmtpClient(TestSmtp.plain(server.port()))) {
      assertTaken(client.send(EMAIL));
      Delivery.Failed refused =
          assertFailed(
              SmtpFault.RECIPIENT,
              true,
              client.send(TestSmtp.email("bob@example.com", "Hello", "Hello Bob")));
      assertTrue(refused.words().endsWith("refused the recipient: 550 5.1.1 No such user"));
      assertTaken(client.send(TestSmtp.email("eve@example.com", "Hello", "Hello Eve")));
    }
    assertEquals(2, server.messages().size());
    assertEquals(1, server.connections());
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("greeting", "554 no", SmtpFault.SERVER, false),
        arguments("greeting", "HTTP/1.1 400 Bad Request", SmtpFault.SERVER, false),
        arguments("greeting", ScriptedMailServer.DROP, SmtpFault.DROPPED, false),
        arguments("EHLO", "502 no", SmtpFault.SERVER, false),
        arguments("MAIL", "550 5.7.1 not you", SmtpFault.SENDER, false),
        arguments("MAIL", "451 later", SmtpFault.SENDER, false),
        arguments("MAIL", "530 5.7.0 Authentication required", SmtpFault.AUTH, false),
        arguments("MAIL", "421 closing", SmtpFault.SERVER, false),
        arguments("RCPT", "550 none", SmtpFault.RECIPIENT, true),
        arguments("RCPT", "550 5.7.1 not for you", SmtpFault.RECIPIENT, false),
        arguments("RCPT", "554 Relay access denied", SmtpFault.RECIPIENT, false),
        arguments("RCPT", "452 full", SmtpFault.RECIPIENT, false),
        arguments("RCPT", "503 order", SmtpFault.RECIPIENT, false),
        arguments("RCPT", ScriptedMailServer.DROP, SmtpFault.DROPPED, false),
        arguments("DATA", "554 no", SmtpFault.MESSAGE, true),
        arguments(".", "554 spam", SmtpFault.MESSAGE, true),
        arguments(".", "451 greylisted", SmtpFault.MESSAGE, false),
        arguments(".", ScriptedMailServer.DROP, SmtpFault.DROPPED, false),
        arguments("DATA", ScriptedMailServer.SILENCE, SmtpFault.TIMEOUT, false),
        arguments(".", ScriptedMailServer.SILENCE, SmtpFault.TIMEOUT, false),
        arguments("greeting", ScriptedMailServer.SILENCE, SmtpFault.TIMEOUT, false));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void sendWhenTheServerAnswersSoThenToldApart(
      String command, String reply, SmtpFault fault, boolean forGood) {
    server.answer(command, reply);
    SmtpConfig config =
        TestSmtp.with(TestSmtp.plain(server.port()), Duration.ofSeconds(1), Duration.ofSeconds(20));
    Delivery.Failed failed = assertFailed(fault, forGood, send(config));
    assertTrue(failed.words().contains("localhost:" + server.port()), failed::words);
    assertTrue(server.messages().isEmpty());
  }

  @Test
  void sendWhenBytesDripThenTheMailEndsAllTheSame() {
    server.answer("RCPT", ScriptedMailServer.DRIP);
    SmtpConfig config =
        TestSmtp.with(TestSmtp.plain(server.port()), Duration.ofSeconds(5), Duration.ofMillis(700));
    long before = System.nanoTime();
    assertFailed(SmtpFault.TIMEOUT, false, send(config));
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 5);
  }

  @Test
  void sendWhenNobodyListensThenSaysSo() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Delivery.Failed failed = assertFailed(SmtpFault.UNREACHABLE, false, send(TestSmtp.plain(port)));
    assertTrue(failed.words().contains("refused the connection"), failed::words);
  }

  @Test
  void sendWhenTheHostHasNoAddressThenSaysSo() {
    SmtpConfig local = TestSmtp.plain(25);
    SmtpConfig config =
        new SmtpConfig(
            "mail.invalid",
            25,
            local.protection(),
            false,
            local.account(),
            local.sender(),
            local.limits());
    Delivery.Failed failed = assertFailed(SmtpFault.UNKNOWN_HOST, false, send(config));
    assertTrue(failed.words().contains("mail.invalid"), failed::words);
  }

  @Test
  void startTlsWhenOfferedThenMailAndPasswordGoInTls() throws Exception {
    trusting(
        LOCAL,
        () -> {
          try (ScriptedMailServer secure = new ScriptedMailServer(0, LOCAL.context())) {
            secure.offering("STARTTLS", "AUTH PLAIN LOGIN");
            SmtpConfig config = TestSmtp.config(secure.port(), Protection.STARTTLS, false);
            assertTaken(send(TestSmtp.with(config, "gate", PASSWORD)));
            List<String> said = secure.commands();
            assertEquals(1, said.indexOf("STARTTLS"));
            assertEquals("AUTH PLAIN " + base64("\0gate\0" + PASSWORD), said.get(3));
            assertEquals(1, secure.messages().size());
          }
        });
  }

  @Test
  void startTlsWhenTheCertificateIsForAnotherHostThenNoMail() throws Exception {
    trusting(
        ELSEWHERE,
        () -> {
          try (ScriptedMailServer secure = new ScriptedMailServer(0, ELSEWHERE.context())) {
            secure.offering("STARTTLS");
            assertFailed(
                SmtpFault.CERTIFICATE,
                false,
                send(TestSmtp.config(secure.port(), Protection.STARTTLS, false)));
            assertEquals(2, secure.commands().size(), () -> secure.commands().toString());
            assertTaken(send(TestSmtp.config(secure.port(), Protection.STARTTLS, true)));
          }
        });
  }

  @Test
  void startTlsWhenNobodyVouchesForTheCertificateThenNoMail() throws IOException {
    try (ScriptedMailServer secure = new ScriptedMailServer(0, LOCAL.context())) {
      secure.offering("STARTTLS");
      Delivery.Failed failed =
          assertFailed(
              SmtpFault.CERTIFICATE,
              false,
              send(TestSmtp.config(secure.port(), Protection.STARTTLS, false)));
      assertTrue(failed.words().startsWith("the certificate of localhost:"), failed::words);
      assertTaken(send(TestSmtp.config(secure.port(), Protection.STARTTLS, true)));
    }
  }

  @Test
  void startTlsWhenNotOfferedThenRequiredFailsBeforeThePasswordAndOptionalGoesOn() {
    SmtpConfig required = TestSmtp.config(server.port(), Protection.STARTTLS, false);
    server.offering("AUTH PLAIN");
    Delivery.Failed failed =
        assertFailed(SmtpFault.STARTTLS, false, send(TestSmtp.with(required, "gate", PASSWORD)));
    assertTrue(failed.words().contains("offers no STARTTLS"), failed::words);
    assertFalse(server.commands().toString().contains("AUTH"));
    assertTaken(send(TestSmtp.plain(server.port())));
  }

  @Test
  void startTlsWhenOfferedAndThenRefusedThenNoClearTextEither() {
    server.offering("STARTTLS").answer("STARTTLS", "454 not now");
    assertFailed(SmtpFault.STARTTLS, false, send(TestSmtp.plain(server.port())));
    assertTrue(server.messages().isEmpty());
  }

  @Test
  void startTlsWhenSomebodySaysMoreBeforeTlsThenNoMail() throws IOException {
    try (ScriptedMailServer secure = new ScriptedMailServer(0, LOCAL.context())) {
      secure.offering("STARTTLS").answer("STARTTLS", "220 ready\r\n250 injected");
      Delivery.Failed failed =
          assertFailed(
              SmtpFault.TLS,
              false,
              send(TestSmtp.config(secure.port(), Protection.STARTTLS, true)));
      assertTrue(failed.words().contains("somebody interferes"), failed::words);
    }
  }

  @Test
  void tlsWhenTheServerBeginsInClearTextThenSaysWhichSettingToTry() {
    Delivery.Failed failed =
        assertFailed(
            SmtpFault.TLS, false, send(TestSmtp.config(server.port(), Protection.TLS, false)));
    assertTrue(failed.words().contains("SMTP_SECURE=false"), failed::words);
  }

  @Test
  void authWhenRefusedThenThePasswordIsInNoWordEvenIfTheServerRepeatsIt() {
    for (String offer : List.of("AUTH PLAIN", "AUTH LOGIN")) {
      server.offering(offer);
      server.answer("AUTH LOGIN", "334 VXNlcm5hbWU6");
      server.answer(base64("gate"), "334 UGFzc3dvcmQ6");
      for (String wrong : List.of("AUTH PLAIN", base64(PASSWORD))) {
        server.answer(wrong, "535 5.7.8 not " + PASSWORD + " " + base64(PASSWORD));
      }
      Delivery.Failed failed =
          assertFailed(
              SmtpFault.AUTH,
              false,
              send(TestSmtp.with(TestSmtp.plain(server.port()), "gate", PASSWORD)));
      assertTrue(
          failed.words().endsWith("refused SMTP_USER and SMTP_PASSWORD: 535 5.7.8"), failed::words);
    }
  }

  @Test
  void authWhenOnlyLoginIsOfferedThenSignsInWithIt() {
    server.offering("AUTH=LOGIN");
    server.answer("AUTH LOGIN", "334 VXNlcm5hbWU6");
    server.answer(base64("gate"), "334 UGFzc3dvcmQ6");
    server.answer(base64(PASSWORD), "235 welcome");
    assertTaken(send(TestSmtp.with(TestSmtp.plain(server.port()), "gate", PASSWORD)));
  }

  @Test
  void authWhenNothingWeKnowIsOfferedThenSaysSo() {
    server.offering("AUTH GSSAPI");
    assertFailed(
        SmtpFault.AUTH,
        false,
        send(TestSmtp.with(TestSmtp.plain(server.port()), "gate", PASSWORD)));
  }

  @Test
  void sendWhenTheServerRepeatsALinkThenItsTokenIsInNoWord() {
    String token = "q3J9xkP2mVw8ZtY5nBc7LdF1sHgA4eRuT6iO0pXjKlM";
    server.answer(
        ".", "554 5.7.1 spam: http://gate.example/reset?token=" + token + " and " + token);
    Delivery.Failed failed =
        assertFailed(SmtpFault.MESSAGE, true, send(TestSmtp.plain(server.port())));
    assertFalse(failed.words().contains(token.substring(0, 8)), failed::words);
    assertTrue(failed.words().contains("554 5.7.1 spam"), failed::words);
  }

  @Test
  void addressWhenBeyondAsciiThenOnlyToAServerWithSmtpUtf8() {
    Email email = TestSmtp.email("zoë@münchen.example", "Hello", "Hello");
    try (SmtpClient client = new SmtpClient(TestSmtp.plain(server.port()))) {
      Delivery.Failed failed = assertFailed(SmtpFault.RECIPIENT, true, client.send(email));
      assertTrue(failed.words().contains("SMTPUTF8"), failed::words);
    }
    server.offering("SMTPUTF8");
    try (SmtpClient client = new SmtpClient(TestSmtp.plain(server.port()))) {
      assertTaken(client.send(email));
    }
    assertTrue(server.commands().contains("MAIL FROM:<gate@example.org> BODY=8BITMIME SMTPUTF8"));
    assertTrue(server.commands().contains("RCPT TO:<zoë@xn--mnchen-3ya.example>"));
  }

  @Test
  void addressWhenOnlyTheDomainIsBeyondAsciiThenNothingSpecial() {
    try (SmtpClient client = new SmtpClient(TestSmtp.plain(server.port()))) {
      assertTaken(client.send(TestSmtp.email("zoe@münchen.example", "Hello", "Hello")));
    }
    assertTrue(server.commands().contains("RCPT TO:<zoe@xn--mnchen-3ya.example>"));
  }

  @Test
  void messageWhenALineBeginsWithADotThenItDoesNotEndThere() {
    try (SmtpClient client = new SmtpClient(TestSmtp.plain(server.port()))) {
      assertTaken(client.send(TestSmtp.email("ada@example.com", "Dots", "one\n.\nRSET\n..two")));
    }
    assertEquals(1, server.messages().size());
    assertFalse(server.commands().contains("RSET"));
    assertTrue(server.messages().get(0).contains("one\r\n..\r\nRSET\r\n...two"));
  }

  private static Delivery send(SmtpConfig config) {
    try (SmtpClient client = new SmtpClient(config)) {
      return client.send(EMAIL);
    }
  }

  private static void assertTaken(Delivery delivery) {
    assertInstanceOf(Delivery.Taken.class, delivery, delivery::toString);
  }

  private static Delivery.Failed assertFailed(SmtpFault fault, boolean forGood, Delivery delivery) {
    Delivery.Failed failed = assertInstanceOf(Delivery.Failed.class, delivery, delivery::toString);
    assertEquals(fault, failed.fault(), failed::words);
    assertEquals(forGood, failed.forGood(), failed::words);
    return failed;
  }

  private interface Work {
    void run() throws Exception;
  }

  /** While this JVM trusts that certificate, and no other. */
  private static void trusting(TestCertificate certificate, Work work) throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext.setDefault(certificate.context());
    try {
      work.run();
    } finally {
      SSLContext.setDefault(before);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
