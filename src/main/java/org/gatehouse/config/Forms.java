package org.gatehouse.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.config.value.DatabaseTls;
import org.gatehouse.config.value.DatabaseUrl;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.config.value.Mailbox;
import org.gatehouse.config.value.Origin;
import org.gatehouse.config.value.ProtectedContexts;
import org.gatehouse.config.value.TrustedProxies;
import org.gatehouse.kernel.RateRule;
import org.gatehouse.kernel.Sensitive;

/** The forms that the settings of the catalogue have. */
final class Forms {
  /** As long as the output of HMAC-SHA-256: RFC 7518, section 3.2. */
  private static final int KEY_BYTES = 32;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern AWS_REGION = Pattern.compile("[a-z]{2}[a-z0-9-]{3,30}");

  /** What CreateSecret allows as a name, and the colon of an ARN. */
  private static final Pattern AWS_SECRET = Pattern.compile("[A-Za-z0-9/_+=.@:-]{1,256}");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]%-]{1,255}");

  private static final Pattern TENANT =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+\\p{L}[\\p{L}\\p{N}-]*");

  private Forms() {}

  static Form<Boolean> trueOrFalse() {
    return plain(
        "`true` or `false`",
        "true",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("it is neither true nor false");
            });
  }

  static Form<Integer> number(int min, int max, int example) {
    return plain(
        "a whole number from " + min + " to " + max,
        Integer.toString(example),
        text -> numberIn(text, min, max));
  }

  static Form<Duration> duration(ChronoUnit unit, int min, int max, int example) {
    return plain(
        "a whole number of "
            + unit.toString().toLowerCase(Locale.ROOT)
            + " from "
            + min
            + " to "
            + max,
        Integer.toString(example),
        text -> Duration.of(numberIn(text, min, max), unit));
  }

  private static int numberIn(String text, int min, int max) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("it is not a whole number");
    }
    int number = Integer.parseInt(text);
    if (number < min || number > max) {
      throw new IllegalArgumentException("it is too " + (number < min ? "small" : "large"));
    }
    return number;
  }

  static Form<RateRule> limit(String example) {
    return plain(
        "a count, a slash, a number and `s`, `m` or `h`: so often in such a time",
        example,
        RateRule::parse);
  }

  /** The names of the constants in lower case; {@code later} says why another one is refused. */
  static <E extends Enum<E>> Form<E> choice(Class<E> type, Map<String, String> later) {
    Map<String, E> choices =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toMap(c -> c.name().toLowerCase(Locale.ROOT), c -> c));
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    return plain(
        names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")),
        names.get(0),
        text -> {
          E choice = choices.get(text);
          if (choice == null) {
            throw new IllegalArgumentException(later.getOrDefault(text, "there is no such choice"));
          }
          return choice;
        });
  }

  /** One of the constants, spelled as they are. */
  static <E extends Enum<E>> Form<E> exactChoice(Class<E> type) {
    Form<String> names =
        oneOf(Arrays.stream(type.getEnumConstants()).map(Enum::name).toArray(String[]::new));
    return plain(names.allowed(), names.example(), text -> Enum.valueOf(type, names.read(text)));
  }

  /** One of these texts. */
  static Form<String> oneOf(String... texts) {
    List<String> choices = List.of(texts);
    return plain(
        choices.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", ")),
        texts[0],
        text -> {
          if (!choices.contains(text)) {
            throw new IllegalArgumentException("there is no such choice");
          }
          return text;
        });
  }

  static Form<String> text(String example) {
    return plain("any text", example, text -> text);
  }

  static Form<String> userName() {
    return plain(
        "a text without colons (RFC 7617)",
        "operator",
        text -> {
          if (text.contains(":")) {
            throw new IllegalArgumentException("it contains a colon");
          }
          return text;
        });
  }

  static Form<String> host(String example) {
    return matching(HOST, "a host name or an IP address", example, "it is not a host");
  }

  static Form<String> awsRegion() {
    return matching(AWS_REGION, "a region of AWS", "eu-central-1", "it is not a region");
  }

  static Form<String> awsSecret(String example) {
    return matching(
        AWS_SECRET,
        "up to 256 letters, digits and `/_+=.@:-`",
        example,
        "it is no name of a secret in AWS Secrets Manager");
  }

  private static Form<String> matching(
      Pattern pattern, String allowed, String example, String otherwise) {
    return plain(
        allowed,
        example,
        text -> {
          if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(otherwise);
          }
          return text;
        });
  }

  static Form<Path> path(String example) {
    return new Form<>(
        Form.Kind.PATH,
        "a path; `~/` is the home directory",
        example,
        text -> {
          try {
            return Path.of(text).toAbsolutePath().normalize();
          } catch (InvalidPathException notAPath) {
            throw new IllegalArgumentException("it is not a path", notAPath);
          }
        });
  }

  /** An address of this or another server, without a slash at its end. */
  static Form<URI> webAddress(String example) {
    return plain(
        "an http or https URL without user, query and fragment",
        example,
        text -> {
          URI uri = Origin.webAddress(text);
          if (uri.getRawUserInfo() != null
              || uri.getRawQuery() != null
              || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("it has a user, a query or a fragment");
          }
          return URI.create(text.replaceAll("/+$", ""));
        });
  }

  /** As it is, to the letter: issuers are compared (OpenID Connect Discovery, section 4.3). */
  static Form<String> issuer(String example) {
    return plain(
        "an http or https URL without user, query and fragment",
        example,
        text -> {
          URI unused = webAddress(example).read(text);
          return text;
        });
  }

  static Form<Set<String>> tenants() {
    return plain(
        "a comma list of ids such as `9188040d-6c67-4c5b-b112-36a304b66dad`",
        "9188040d-6c67-4c5b-b112-36a304b66dad",
        text -> listOf(text, TENANT, "it is not a list of tenant ids"));
  }

  static Form<List<GroupRole>> groupRoles() {
    return plain(
        "`group=workspace:role`, several with `;` between them; workspaces and roles by name or id",
        "editors=Default Workspace:editor;/staff/help=Support:agent",
        GroupRole::parseAll);
  }

  static Form<Set<String>> domains() {
    return plain(
        "a comma list of domains",
        "example.com,example.org",
        text -> listOf(text, DOMAIN, "it is not a list of domains"));
  }

  private static Set<String> listOf(String text, Pattern item, String otherwise) {
    Set<String> items = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      String found = part.strip().toLowerCase(Locale.ROOT);
      if (!item.matcher(found).matches()) {
        throw new IllegalArgumentException(otherwise);
      }
      items.add(found);
    }
    return Set.copyOf(items);
  }

  static Form<List<Origin>> origins() {
    return plain(
        "a comma list of origins such as `https://host` or `https://host:8443`",
        "https://app.example.com,https://admin.example.com",
        text -> {
          if (text.contains("*")) {
            throw new IllegalArgumentException("`*` would let every site act for a signed-in user");
          }
          return Arrays.stream(text.split(",", -1))
              .map(String::strip)
              .map(Origin::parse)
              .distinct()
              .toList();
        });
  }

  static Form<TrustedProxies> proxies() {
    return plain(
        "a comma list of IP addresses and CIDR blocks, or the number of proxies from 1 to 10",
        "10.0.0.0/8,192.168.1.5",
        TrustedProxies::parse);
  }

  static Form<ProtectedContexts> contexts() {
    return plain(
        "`*`, a comma list of context paths, or both", "/shop,/wiki", ProtectedContexts::parse);
  }

  static Form<Mailbox> mailbox() {
    return plain(
        "an address, or a name and the address in angle brackets",
        "Example <no-reply@example.com>",
        text ->
            Mailbox.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("it is not an e-mail address")));
  }

  /** A key of ours: long enough, and not one that everybody knows. */
  static Form<Sensitive> key() {
    return secret(
        "at least " + KEY_BYTES + " bytes that nobody can guess",
        "the output of: openssl rand -hex 32",
        text -> {
          refuseWeak(text);
          if (text.getBytes(StandardCharsets.UTF_8).length < KEY_BYTES) {
            throw new IllegalArgumentException("it is shorter than " + KEY_BYTES + " bytes");
          }
          return Sensitive.of(text);
        });
  }

  /** A secret of ours of any length, but not one that everybody knows. */
  static Form<Sensitive> unguessable() {
    return secret(
        "a text that nobody can guess",
        "the output of: openssl rand -hex 32",
        text -> {
          refuseWeak(text);
          return Sensitive.of(text);
        });
  }

  /** A secret that another system gave us: whether it is a good one is not ours to judge. */
  static Form<Sensitive> foreignSecret() {
    return secret("any text", "as the other system gave it", Sensitive::of);
  }

  /** Holds a password. */
  static Form<DatabaseUrl> databaseUrl() {
    return secret(
        "the address of a PostgreSQL database",
        "postgresql://user:password@host:5432/database?sslmode=verify-full",
        DatabaseUrl::parse);
  }

  static Form<DatabaseTls> databaseTls() {
    return plain(
        "`disable`, `prefer`, `require` or `verify-full`", "verify-full", DatabaseTls::parse);
  }

  private static void refuseWeak(String text) {
    WeakSecrets.weaknessOf(text)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }

  private static <T> Form<T> plain(String allowed, String example, Function<String, T> reader) {
    return new Form<>(Form.Kind.PLAIN, allowed, example, reader);
  }

  private static <T> Form<T> secret(String allowed, String example, Function<String, T> reader) {
    return new Form<>(Form.Kind.SECRET, allowed, example, reader);
  }
}
