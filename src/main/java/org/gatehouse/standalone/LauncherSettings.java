package org.gatehouse.standalone;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the launcher listens and which directory is Gatehouse's home. Sources, first wins:
 * environment, system property, {@code gatehouse.env} in the home, default; empty counts as unset.
 *
 * @param host the address to listen on, one of this machine or a wildcard
 * @param port the TCP port to listen on
 * @param home the data directory, absolute; need not exist
 * @param appUrlIsSet whether the operator gave an {@code APP_URL}; its value is the WAR's business
 */
record LauncherSettings(InetAddress host, int port, Path home, boolean appUrlIsSet) {
  private static final List<String> KEYS = List.of("HOST", "PORT", "APP_URL");

  /**
   * Reads and checks all settings of the launcher.
   *
   * @throws InvalidSettings naming every mistake at once
   */
  static LauncherSettings read(Map<String, String> environment, Map<String, String> properties) {
    List<String> mistakes = new ArrayList<>();
    Path home = home(firstOf("GATEHOUSE_HOME", List.of(environment, properties)), properties);
    List<Map<String, String>> sources = List.of(environment, properties, file(home, mistakes));
    InetAddress host = host(firstOf("HOST", sources), mistakes);
    int port = port(firstOf("PORT", sources), mistakes);
    if (!mistakes.isEmpty()) {
      throw new InvalidSettings(mistakes);
    }
    return new LauncherSettings(host, port, home, firstOf("APP_URL", sources) != null);
  }

  /** The base address that a browser on this machine can open. */
  String localUrl() {
    if (host.isAnyLocalAddress() || host.isLoopbackAddress()) {
      return "http://localhost:" + port;
    }
    return url(host);
  }

  /** The same with a number: a name could mean an address where somebody else listens. */
  String addressUrl() {
    return url(host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host);
  }

  private String url(InetAddress at) {
    String address = at.getHostAddress();
    return "http://" + (at instanceof Inet6Address ? "[" + address + "]" : address) + ":" + port;
  }

  private static @Nullable String firstOf(String key, List<Map<String, String>> sources) {
    for (Map<String, String> source : sources) {
      String value = source.get(key);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }

  private static Path home(@Nullable String given, Map<String, String> properties) {
    if (given == null) {
      return Path.of(properties.getOrDefault("user.home", "."), ".gatehouse").toAbsolutePath();
    }
    try {
      return Path.of(given).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new InvalidSettings(
          List.of("GATEHOUSE_HOME is \"" + given + "\"; allowed: the path of a directory"));
    }
  }

  private static InetAddress host(@Nullable String given, List<String> mistakes) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    if (given == null) {
      return loopback;
    }
    String allowed = "; allowed: an address of this machine, for example 127.0.0.1 or 0.0.0.0";
    try {
      InetAddress address = InetAddress.getByName(given);
      if (address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null) {
        return address;
      }
      mistakes.add("HOST is \"" + given + "\", which is another machine" + allowed);
    } catch (UnknownHostException e) {
      mistakes.add("HOST is \"" + given + "\", which is unknown here" + allowed);
    } catch (IOException e) {
      mistakes.add("HOST is \"" + given + "\", which cannot be looked up" + allowed);
    }
    return loopback;
  }

  private static int port(@Nullable String given, List<String> mistakes) {
    if (given == null) {
      return 8080;
    }
    try {
      int port = Integer.parseInt(given);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // The same message as for a number out of range.
    }
    mistakes.add("PORT is \"" + given + "\"; allowed: a number from 1 to 65535, for example 8080");
    return 0;
  }

  /** The launcher's keys of {@code gatehouse.env}; the WAR reads and checks the whole file. */
  private static Map<String, String> file(Path home, List<String> mistakes) {
    Path file = home.resolve("gatehouse.env");
    Map<String, String> found = new HashMap<>();
    if (!Files.exists(file)) {
      return found;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        String key =
            equals < 0 ? "" : line.substring(0, equals).strip().replaceFirst("^export\\s+", "");
        if (KEYS.contains(key)) {
          found.put(key, unquoted(line.substring(equals + 1).strip()));
        }
      }
    } catch (MalformedInputException e) {
      mistakes.add(file + " is not UTF-8");
    } catch (IOException e) {
      mistakes.add(file + " cannot be read");
    }
    return found;
  }

  private static String unquoted(String value) {
    if (value.isEmpty()) {
      return value;
    }
    char quote = value.charAt(0);
    if (quote == '"' || quote == '\'') {
      int end = value.indexOf(quote, 1);
      return end < 0 ? value.substring(1) : value.substring(1, end);
    }
    return value.replaceFirst("(^|\\s+)#.*$", "").strip();
  }

  /** Settings with which the launcher cannot start; the message lists all mistakes. */
  static final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettings(List<String> mistakes) {
      super(String.join(System.lineSeparator(), mistakes));
    }
  }
}
