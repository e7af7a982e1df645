package org.gatehouse.config.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A web origin (RFC 6454): scheme, host and port of http or https in the one form in which browsers
 * send it, so that a comparison with an {@code Origin} header is a comparison of texts.
 */
public record Origin(String value) {

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is anything but scheme, host and port
   */
  public static Origin parse(String text) {
    URI uri = webAddress(text);
    if (uri.getRawUserInfo() != null
        || !uri.getRawPath().isEmpty()
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "an origin has nothing after its host and port, not even a slash");
    }
    return of(uri);
  }

  /** The origin of an absolute http or https address. */
  public static Origin of(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int port = address.getPort();
    boolean isDefaultPort = port == -1 || port == (scheme.equals("https") ? 443 : 80);
    String host = address.getHost().toLowerCase(Locale.ROOT);
    return new Origin(scheme + "://" + host + (isDefaultPort ? "" : ":" + port));
  }

  /** Reads an absolute http or https address with a host; the reasons do not repeat the text. */
  public static URI webAddress(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException notAnAddress) {
      throw new IllegalArgumentException("it is not a URL", notAnAddress);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("it does not begin with http:// or https://");
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new IllegalArgumentException(
          "host or port is missing or wrong (a name with other letters is written as xn--…)");
    }
    return uri;
  }

  @Override
  public String toString() {
    return value;
  }
}
