package org.gatehouse.standalone;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.standalone.OperatorClient.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What the operator can have done by the running server from the command line, when nobody gets in
 * any more or mail does not go out. What the server says is printed without control characters:
 * names are chosen by people, and a terminal obeys what it is shown.
 */
final class Commands {
  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int WRONG_USAGE = 2;

  static final String USAGE =
      """
      Usage: gatehouse                               serve, until SIGTERM or Ctrl-C
             gatehouse user list                     every account
             gatehouse user reset-password <e-mail>  a link for a new password, good once
             gatehouse user create-owner <e-mail>    an owner, also where nobody gets in any more
             gatehouse mail-test <e-mail>            send a test mail, and say what is wrong
      These speak with the server that runs at HOST and PORT, with its GATEHOUSE_HOME.
             gatehouse secrets copy --to aws|local   bring the secrets into the other store
             gatehouse secrets reencrypt             change the main encryption key
      These need no server; reencrypt needs it stopped.""";

  private final OperatorClient server;
  private final PrintStream out;
  private final PrintStream err;

  Commands(OperatorClient server, PrintStream out, PrintStream err) {
    this.server = server;
    this.out = out;
    this.err = err;
  }

  /** In UTF-8 whatever the locale: names must not turn into question marks in a cron job. */
  static Commands onConsole(OperatorClient server) {
    return new Commands(server, utf8(FileDescriptor.out), utf8(FileDescriptor.err));
  }

  /** Whether the WAR's own code does it, and no server is asked. */
  static boolean needsNoServer(List<String> command) {
    return command.get(0).equals("secrets");
  }

  /** Has the WAR do it. */
  static int runWithoutServer(Path war, List<String> command) throws IOException {
    return new WarCode(war).run(command, utf8(FileDescriptor.out), utf8(FileDescriptor.err));
  }

  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  /** Whether these arguments are a command. */
  static boolean isKnown(List<String> arguments) {
    return switch (String.join(" ", arguments.subList(0, Math.min(2, arguments.size())))) {
      case "user list" -> arguments.size() == 2;
      case "user reset-password", "user create-owner" -> arguments.size() == 3;
      case "secrets copy" ->
          arguments.size() == 4
              && arguments.get(2).equals("--to")
              && List.of("aws", "local").contains(arguments.get(3));
      case "secrets reencrypt" -> arguments.size() == 2;
      default -> arguments.size() == 2 && arguments.get(0).equals("mail-test");
    };
  }

  /**
   * Does what the command says.
   *
   * @param arguments a {@link #isKnown known} command for a server
   * @return the exit code
   */
  int run(List<String> arguments) {
    String last = arguments.get(arguments.size() - 1);
    try {
      switch (arguments.get(arguments.size() == 3 ? 1 : 0)) {
        case "reset-password" -> resetPassword(last);
        case "create-owner" -> createOwner(last);
        case "mail-test" -> mailTest(last);
        default -> list();
      }
      return DONE;
    } catch (Refused e) {
      err.println("gatehouse: " + e.getMessage());
    } catch (IOException e) {
      err.println("gatehouse: " + server.whyNoAnswer(e));
    }
    return REFUSED;
  }

  private void list() throws IOException, Refused {
    @Nullable String after = null;
    do {
      JsonObject page = server.get("users?limit=200" + (after == null ? "" : "&after=" + after));
      for (JsonObject user : page.getJsonArray("items").getValuesAs(JsonObject.class)) {
        out.println(
            plain(user, "status") + "\t" + plain(user, "email") + "\t" + plain(user, "name"));
      }
      after = text(page, "next");
    } while (after != null);
  }

  private void resetPassword(String email) throws IOException, Refused {
    JsonObject made = server.post("users/reset-password", email);
    printLink(made);
  }

  private void createOwner(String email) throws IOException, Refused {
    JsonObject made = server.post("owners", email);
    out.println(
        plain(made, "email")
            + (made.getBoolean("created")
                ? " has an account now, and is an owner."
                : " is an owner, and the account is active."));
    if (text(made, "link") == null) {
      out.println("It has a password; for another: gatehouse user reset-password");
    } else {
      printLink(made);
    }
  }

  private void printLink(JsonObject made) {
    out.println(
        "A link for a new password of "
            + plain(made, "email")
            + ", good once and until "
            + plain(made, "expiresAt")
            + ". It is as good as the password: hand it over on a safe way.");
    out.println(plain(made, "link"));
  }

  private void mailTest(String email) throws IOException, Refused {
    out.println(plain(server.post("mail-test", email), "message") + ".");
  }

  private static String plain(JsonObject object, String name) {
    String text = text(object, name);
    return text == null ? "" : printable(text);
  }

  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
  }

  private static @Nullable String text(JsonObject object, String name) {
    return object.getOrDefault(name, JsonValue.NULL) == JsonValue.NULL
        ? null
        : object.getString(name);
  }
}
