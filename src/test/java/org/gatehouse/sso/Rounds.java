package org.gatehouse.sso;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.openid.OpenIdProvider;

/** Does what a browser does at a provider where somebody is signed in already. */
public final class Rounds {
  private Rounds() {}

  /** The query with which the browser comes back. */
  public static Map<String, String> visit(URI authorization) {
    try {
      HttpURLConnection connection = (HttpURLConnection) authorization.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      if (connection.getResponseCode() != 302) {
        throw new AssertionError(
            connection.getResponseCode()
                + " "
                + new String(body(connection), java.nio.charset.StandardCharsets.UTF_8));
      }
      return OpenIdProvider.pairs(URI.create(connection.getHeaderField("Location")).getRawQuery());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] body(HttpURLConnection connection) throws IOException {
    return connection.getErrorStream().readAllBytes();
  }

  /** The same as we read it. */
  public static ProviderAnswer answer(Map<String, String> query) {
    return new ProviderAnswer(
        Optional.ofNullable(query.get("code")).map(Sensitive::of),
        Optional.ofNullable(query.get("error")),
        Optional.ofNullable(query.get("iss")));
  }
}
