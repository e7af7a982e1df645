package org.gatehouse.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody goes who has signed in: path and query on this server's own origin, byte for byte
 * as they were asked for. Whatever a browser, a proxy or a server could read as another host is no
 * return address (CWE-601).
 *
 * <p>The path is judged as everybody behind us may come to see it: decoded again and again until
 * nothing is left to decode. The query never names a host, so its encoding is its own business;
 * {@code ?next=https://example.org//} is fine.
 */
public final class ReturnAddress {
  /** What servers read of a request line at the least is 8 KiB; encoded, this fits with cookies. */
  private static final int MAX_LENGTH = 2000;

  private final String value;

  private ReturnAddress(String value) {
    this.value = value;
  }

  /** The address, if the text is one; a caller without one goes to its default page. */
  public static Optional<ReturnAddress> parse(@Nullable String text) {
    return Optional.ofNullable(text).filter(ReturnAddress::isOwn).map(ReturnAddress::new);
  }

  /**
   * The address of the sign-in page that leads back, as a path on this origin.
   *
   * @param contextPath of Gatehouse, such as {@code /gatehouse}
   * @param wanted path and query of the page that needed a sign-in, as the client wrote them; what
   *     is no return address is left out
   */
  public static String loginPage(String contextPath, @Nullable String wanted) {
    String page = contextPath + "/login";
    return parse(wanted).map(found -> page + "?return=" + found.encoded()).orElse(page);
  }

  /** Path and query, fit for a {@code Location} header. */
  public String value() {
    return value;
  }

  /** The same as the value of a query's parameter. */
  public String encoded() {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReturnAddress that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }

  /**
   * A browser drops tabs and line ends from a URL and takes a backslash for a slash (URL standard,
   * section 4.4); an address that needs other than ASCII characters has them encoded.
   */
  private static boolean isPrintable(int c) {
    return c > ' ' && c < 0x7F && c != '\\';
  }

  private static boolean isOwn(String text) {
    return text.length() <= MAX_LENGTH
        && text.startsWith("/")
        && text.chars().allMatch(ReturnAddress::isPrintable)
        && isHarmless(path(text));
  }

  private static String path(String text) {
    return text.split("[?#]", 2)[0];
  }

  private static boolean isHarmless(String path) {
    if (path.replaceAll("%[0-9A-Fa-f]{2}", "").contains("%")) {
      return false; // a percent sign that encodes nothing: servers differ on what it means
    }
    String decoded = path;
    String before;
    do {
      if (!isPlain(decoded)) {
        return false;
      }
      before = decoded;
      decoded = decodedOnce(before);
    } while (!decoded.equals(before));
    return true;
  }

  /**
   * No browser sends dot segments, and with them {@code /.//host} would become {@code //host} for
   * whoever resolves them. An encoded space is a character of a name like any other.
   */
  private static boolean isPlain(String path) {
    return !path.contains("//")
        && path.chars().allMatch(c -> c >= ' ' && c != 0x7F && c != '\\')
        && Arrays.stream(path.split("/", -1)).noneMatch(s -> s.equals(".") || s.equals(".."));
  }

  /** One byte a character: what the bytes mean is not for us to say. */
  private static String decodedOnce(String path) {
    StringBuilder decoded = new StringBuilder(path.length());
    int i = 0;
    while (i < path.length()) {
      int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
      int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
      if (path.charAt(i) == '%' && high >= 0 && low >= 0) {
        decoded.append((char) (high * 16 + low));
        i += 3;
      } else {
        decoded.append(path.charAt(i));
        i++;
      }
    }
    return decoded.toString();
  }
}
