package org.gatehouse.config.value;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gatehouse.kernel.Sensitive;

/**
 * The address of a PostgreSQL database, as providers hand it out: {@code
 * postgresql://user:password@host:port/database?sslmode=require}, {@code postgres://}, or with
 * {@code jdbc:} before it.
 *
 * @param hosts one {@code host:port}, or several with commas between them
 * @param parameters of the JDBC driver
 */
public record DatabaseUrl(
    String hosts,
    String database,
    Optional<String> user,
    Optional<Sensitive> password,
    Map<String, String> parameters) {

  private static final Pattern SCHEME = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://.*");
  private static final Pattern HOSTS =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?");

  /** libpq's names, and the driver's, to the driver's. */
  private static final Map<String, String> UNDERSTOOD =
      Map.ofEntries(
          Map.entry("sslmode", "sslmode"),
          Map.entry("sslrootcert", "sslrootcert"),
          Map.entry("sslcert", "sslcert"),
          Map.entry("sslkey", "sslkey"),
          Map.entry("channel_binding", "channelBinding"),
          Map.entry("channelBinding", "channelBinding"),
          Map.entry("application_name", "ApplicationName"),
          Map.entry("ApplicationName", "ApplicationName"),
          Map.entry("targetServerType", "targetServerType"),
          Map.entry("currentSchema", "currentSchema"),
          Map.entry("options", "options"),
          Map.entry("prepareThreshold", "prepareThreshold"));

  /** Copies the map. */
  public DatabaseUrl {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException that repeats nothing of it, since it holds a password
   */
  public static DatabaseUrl parse(String text) {
    if (!SCHEME.matcher(text).matches()) {
      throw new IllegalArgumentException("it begins neither with postgresql:// nor postgres://");
    }
    String rest = text.substring(text.indexOf("://") + "://".length());
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    String path = question < 0 ? rest : rest.substring(0, question);
    // A password that nobody has escaped may contain either.
    int at = path.lastIndexOf('@');
    String who = at < 0 ? "" : path.substring(0, at);
    String where = path.substring(at + 1);
    int slash = where.indexOf('/');
    if (slash < 0 || slash == where.length() - 1) {
      throw new IllegalArgumentException("it names no database after the host");
    }
    Map<String, String> given = parameters(query);
    Optional<String> user = Optional.ofNullable(given.remove("user"));
    Optional<String> password = Optional.ofNullable(given.remove("password"));
    int colon = who.indexOf(':');
    if (!who.isEmpty()) {
      user = Optional.of(decoded(colon < 0 ? who : who.substring(0, colon)));
    }
    if (colon >= 0) {
      password = Optional.of(decoded(who.substring(colon + 1)));
    }
    return new DatabaseUrl(
        hosts(where.substring(0, slash)),
        decoded(where.substring(slash + 1)),
        user,
        password.map(Sensitive::of),
        understood(given));
  }

  private static String hosts(String text) {
    for (String host : text.split(",", -1)) {
      if (!HOSTS.matcher(host).matches()) {
        throw new IllegalArgumentException("it has no host, or one that is none");
      }
    }
    return text;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.put(
            decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
      } else if (!parameter.isEmpty()) {
        throw new IllegalArgumentException("it has a parameter without a value");
      }
    }
    return parameters;
  }

  private static Map<String, String> understood(Map<String, String> given) {
    Map<String, String> parameters = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          String driverName = UNDERSTOOD.get(name);
          if (driverName == null) {
            throw new IllegalArgumentException(
                "it has a parameter other than user, password, "
                    + String.join(", ", UNDERSTOOD.keySet().stream().sorted().toList()));
          }
          parameters.put(driverName, value);
        });
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      // Its message repeats a part of the text.
      throw new IllegalArgumentException("it has a % that escapes nothing; write it as %25");
    }
  }
}
