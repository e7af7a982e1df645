package org.gatehouse.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client of one server: paths are relative to a context root, that of Gatehouse unless told
 * otherwise; redirects are not followed.
 *
 * <p>Immutable, except for the cookies of one that {@link #withCookies keeps} them; safe for
 * threads.
 */
public final class Http {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final HttpClient WITHOUT_COOKIES = client(null);

  private final URI base;
  private final Map<String, String> headers;
  private final HttpClient client;
  private final @Nullable CookieManager cookies;

  private Http(
      URI base, Map<String, String> headers, HttpClient client, @Nullable CookieManager cookies) {
    this.base = base;
    this.headers = Map.copyOf(headers);
    this.client = client;
    this.cookies = cookies;
  }

  /** A client of Gatehouse that sends no cookies and ignores those that it gets. */
  public static Http to(RunningServer server) {
    return new Http(server.base(), Map.of(), WITHOUT_COOKIES, null);
  }

  /** The same of the sample application. */
  public static Http toSample(RunningServer server) {
    return to(server).at("/sample/");
  }

  /** This client, its cookies included, at another context root: {@code /sample/}, for example. */
  public Http at(String contextRoot) {
    return new Http(base.resolve(contextRoot), headers, client, cookies);
  }

  /** This client with an empty cookie jar of its own; clients derived from it share the jar. */
  public Http withCookies() {
    CookieManager jar = new BrowserJar();
    return new Http(base, headers, client(jar), jar);
  }

  /**
   * Sends cookies as browsers do (RFC 6265). The JDK takes one with Max-Age for one of RFC 2109,
   * and sends it with a $Version, which Tomcat 10.0 reads in another way.
   */
  private static final class BrowserJar extends CookieManager {
    BrowserJar() {
      super(null, CookiePolicy.ACCEPT_ALL);
    }

    @Override
    public void put(URI address, Map<String, List<String>> headers) throws IOException {
      super.put(address, headers);
      getCookieStore().getCookies().forEach(cookie -> cookie.setVersion(0));
    }
  }

  /** This client with a header on each request, in place of an earlier one of that name. */
  public Http with(String header, String value) {
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.put(header, value);
    return new Http(base, changed, client, cookies);
  }

  /** This client at another address; believed by a server whose {@code TRUST_PROXY} is loopback. */
  public Http from(String address) {
    return with("X-Forwarded-For", address);
  }

  /** This client with {@code Authorization: Bearer}. */
  public Http bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** The cookies of a client that keeps them. */
  public List<HttpCookie> cookies() {
    if (cookies == null) {
      throw new IllegalStateException("This client keeps no cookies: withCookies()");
    }
    return cookies.getCookieStore().getCookies();
  }

  /** {@code GET}. */
  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  /** {@code DELETE} without a body. */
  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  /** {@code POST} of anything that Jackson writes: maps, lists, records, trees. */
  public Answer post(String path, Object json) {
    return sendJson("POST", path, json);
  }

  /** Any method with a JSON body. */
  public Answer sendJson(String method, String path, Object json) {
    try {
      byte[] body = JSON.writeValueAsBytes(json);
      return with("Content-Type", "application/json")
          .send(method, path, BodyPublishers.ofByteArray(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** {@code POST} of these very bytes. */
  public Answer postRaw(String path, String contentType, byte[] body) {
    return with("Content-Type", contentType).send("POST", path, BodyPublishers.ofByteArray(body));
  }

  /** Any method with any body. */
  public Answer send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).method(method, body);
    headers.forEach(request::setHeader);
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpClient client(@Nullable CookieManager jar) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER);
    return jar == null ? builder.build() : builder.cookieHandler(jar).build();
  }

  /**
   * What the server answered.
   *
   * @param body the bytes of the body; empty if there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answer(int status, HttpHeaders headers, byte[] body) {
    /** The first header of this name. */
    public Optional<String> header(String name) {
      return headers.firstValue(name);
    }

    /** The media type without its parameters, empty if there is none. */
    public String mediaType() {
      String type = header("Content-Type").orElse("");
      int parameters = type.indexOf(';');
      return parameters < 0 ? type : type.substring(0, parameters).strip();
    }

    /** The body as UTF-8. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; an AssertionError with status and body if it is none. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("No JSON: " + this, e);
      }
    }

    /** Status, headers and body, for the messages of failed assertions. */
    @Override
    public String toString() {
      return status + " " + headers.map() + " " + text();
    }
  }
}
