package org.gatehouse.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The two cookies of a login, as one {@code Set-Cookie} header line each has them. */
public record LoginCookies(SetCookie access, SetCookie refresh) {
  /**
   * One header line (RFC 6265, section 4.1.1).
   *
   * @param attributes lower-case names; empty values for flags
   */
  public record SetCookie(String name, String value, Map<String, String> attributes) {
    static SetCookie parse(String line) {
      List<String> parts = Arrays.stream(line.split(";", -1)).map(String::strip).toList();
      Map<String, String> attributes = new HashMap<>();
      for (String part : parts.subList(1, parts.size())) {
        attributes.put(before(part).toLowerCase(Locale.ROOT), after(part));
      }
      return new SetCookie(before(parts.get(0)), after(parts.get(0)), attributes);
    }

    /** As a client sends it back. */
    public String pair() {
      return name + "=" + value;
    }

    /** Seconds; -1 without one. */
    public long maxAge() {
      return Long.parseLong(attributes.getOrDefault("max-age", "-1"));
    }

    private static String before(String pair) {
      int equals = pair.indexOf('=');
      return equals < 0 ? pair : pair.substring(0, equals);
    }

    private static String after(String pair) {
      int equals = pair.indexOf('=');
      return equals < 0 ? "" : pair.substring(equals + 1);
    }
  }

  /** Of an answer that sets the two, and none beside them but that of a known browser. */
  public static LoginCookies of(Http.Answer answer) {
    return of(answer, line -> true);
  }

  /** Of an answer that also sets others. */
  public static LoginCookies of(Http.Answer answer, Predicate<String> ours) {
    List<SetCookie> set =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(ours.and(line -> !line.contains("gatehouse-browser=")))
            .map(SetCookie::parse)
            .toList();
    assertEquals(
        Set.of("access", "refresh"),
        set.stream().map(cookie -> kind(cookie.name())).collect(Collectors.toSet()),
        answer::toString);
    assertEquals(2, set.size(), answer::toString);
    boolean accessFirst = kind(set.get(0).name()).equals("access");
    return new LoginCookies(set.get(accessFirst ? 0 : 1), set.get(accessFirst ? 1 : 0));
  }

  /** Both, as a client sends them back. */
  public String header() {
    return access.pair() + "; " + refresh.pair();
  }

  private static String kind(String name) {
    return name.substring(name.lastIndexOf('-') + 1);
  }
}
