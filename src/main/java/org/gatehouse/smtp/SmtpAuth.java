package org.gatehouse.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Signs in (RFC 4954): PLAIN, or LOGIN for servers that have nothing else. Nothing that the server
 * says is repeated but its codes, since it has just been told the password.
 */
final class SmtpAuth {
  private SmtpAuth() {}

  static void signIn(SmtpConfig.Account account, SmtpWire wire, Reply hello, String where)
      throws IOException, SmtpException {
    // Some old servers say AUTH=LOGIN.
    List<String> offered =
        List.of(
            (hello.extension("AUTH") + " " + hello.extension("AUTH=LOGIN").replace('=', ' '))
                .split(" +"));
    Reply answer;
    if (offered.contains("PLAIN")) {
      String words = "\0" + account.name() + "\0" + account.password().reveal();
      answer = wire.ask("AUTH PLAIN " + base64(words));
    } else if (offered.contains("LOGIN")) {
      answer = wire.ask("AUTH LOGIN");
      if (answer.code() == 334) {
        answer = wire.ask(base64(account.name()));
      }
      if (answer.code() == 334) {
        answer = wire.ask(base64(account.password().reveal()));
      }
    } else {
      throw new SmtpException(
          SmtpFault.AUTH,
          where
              + " offers no way to sign in that we know (PLAIN, LOGIN): without SMTP_USER, or with"
              + " TLS, it may work");
    }
    if (answer.code() != 235) {
      throw new SmtpException(
          SmtpFault.AUTH,
          where
              + " refused SMTP_USER and SMTP_PASSWORD: "
              + answer.codes()
              + (answer.code() / 100 == 4 ? "; it says that it may be otherwise later" : ""));
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
