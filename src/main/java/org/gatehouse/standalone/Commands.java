package org.gatehouse.standalone;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
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
             gatehouse keys list                     the keys that tokens are signed with
             gatehouse keys rotate [--now]           sign with another key, soon or at once
             gatehouse keys revoke <kid>             refuse all tokens of a key
             gatehouse sessions expire-all           sign everybody out
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
    return Command.of(arguments).isPresent();
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
      switch (Command.of(arguments).orElseThrow()) {
        case USER_LIST -> list();
        case RESET_PASSWORD -> resetPassword(last);
        case CREATE_OWNER -> createOwner(last);
        case MAIL_TEST -> mailTest(last);
        case KEYS_LIST -> listKeys();
        case KEYS_ROTATE -> rotateKeys(false);
        case KEYS_ROTATE_NOW -> rotateKeys(true);
        case KEYS_REVOKE -> revokeKey(last);
        case SESSIONS_EXPIRE_ALL -> expireAll();
        case SECRETS_COPY_TO_AWS, SECRETS_COPY_TO_LOCAL, SECRETS_REENCRYPT ->
            throw new IllegalArgumentException("no server does that");
      }
      return DONE;
    } catch (Refused e) {
      err.println("gatehouse: " + e.getMessage());
    } catch (IOException e) {
      err.println("gatehouse: " + server.whyNoAnswer(e));
    }
    return REFUSED;
  }

  /** The commands, each with its words; {@code <>} stands for any one argument. */
  private enum Command {
    USER_LIST("user list"),
    RESET_PASSWORD("user reset-password <>"),
    CREATE_OWNER("user create-owner <>"),
    MAIL_TEST("mail-test <>"),
    KEYS_LIST("keys list"),
    KEYS_ROTATE("keys rotate"),
    KEYS_ROTATE_NOW("keys rotate --now"),
    KEYS_REVOKE("keys revoke <>"),
    SESSIONS_EXPIRE_ALL("sessions expire-all"),
    SECRETS_COPY_TO_AWS("secrets copy --to aws"),
    SECRETS_COPY_TO_LOCAL("secrets copy --to local"),
    SECRETS_REENCRYPT("secrets reencrypt");

    private final String words;

    Command(String words) {
      this.words = words;
    }

    static Optional<Command> of(List<String> arguments) {
      return Arrays.stream(values()).filter(command -> command.fits(arguments)).findFirst();
    }

    private boolean fits(List<String> arguments) {
      List<String> expected = List.of(words.split(" ", -1));
      return arguments.size() == expected.size()
          && IntStream.range(0, expected.size())
              .allMatch(
                  i -> expected.get(i).equals("<>") || expected.get(i).equals(arguments.get(i)));
    }
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

  private void listKeys() throws IOException, Refused {
    JsonArray keys = server.get("keys").getJsonArray("items");
    keys.getValuesAs(JsonObject.class).forEach(this::printKey);
  }

  private void rotateKeys(boolean now) throws IOException, Refused {
    printKey(server.post("keys/rotate", Json.createObjectBuilder().add("now", now).build()));
  }

  private void revokeKey(String kid) throws IOException, Refused {
    printKey(server.post("keys/revoke", Json.createObjectBuilder().add("kid", kid).build()));
  }

  private void printKey(JsonObject key) {
    String from = plain(key, "signsFrom");
    String until = plain(key, "verifiesUntil");
    out.println(
        plain(key, "state").toLowerCase(Locale.ROOT)
            + "\t"
            + plain(key, "algorithm")
            + "\t"
            + plain(key, "kid")
            + (from.isEmpty() ? "" : "\tsigns from " + from)
            + (until.isEmpty() ? "" : "\taccepted until " + until));
  }

  private void expireAll() throws IOException, Refused {
    JsonObject done = server.post("sessions/expire-all", JsonValue.EMPTY_JSON_OBJECT);
    out.println(done.getInt("ended") + " logins have ended.");
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
