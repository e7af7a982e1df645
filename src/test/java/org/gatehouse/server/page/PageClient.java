package org.gatehouse.server.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.server.Http;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;

/**
 * What a browser does with pages, without one: keeps cookies, wants HTML, says from which origin a
 * form comes, sends hidden fields back.
 */
public final class PageClient {
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");

  private final Http http;

  private PageClient(Http http) {
    this.http = http;
  }

  /** A browser with an empty cookie jar. */
  public static PageClient at(RunningServer server, String address) {
    return new PageClient(
        Http.to(server)
            .from(address)
            .withCookies()
            .with("Accept", "text/html,application/xhtml+xml")
            .with("Origin", "http://localhost:" + server.port()));
  }

  /** This browser, whose forms come from another origin. */
  public PageClient from(String origin) {
    return new PageClient(http.with("Origin", origin));
  }

  /** This browser with one more header on each request. */
  public PageClient withHeader(String name, String value) {
    return new PageClient(http.with(name, value));
  }

  /** The cookies that it has kept, as it would send them. */
  public String cookies() {
    return http.cookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** The client itself. */
  public Http http() {
    return http;
  }

  /** Opens a page. */
  public Http.Answer open(String path) {
    return http.get(path);
  }

  /** Opens the page of a form and sends it with these fields. */
  public Http.Answer submit(String path, Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("csrf", csrf(open(path)));
    return send(path, all);
  }

  /** Sends a form as it is. */
  public Http.Answer send(String path, Map<String, String> fields) {
    return http.postRaw(
        path,
        "application/x-www-form-urlencoded",
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"))
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** Signs in through the page. */
  public Http.Answer signIn(Owner owner, Map<String, String> more) {
    Map<String, String> fields = new TreeMap<>(owner.credentials());
    fields.putAll(more);
    return submit("login", fields);
  }

  /** The hidden field of a page. */
  public static String csrf(Http.Answer page) {
    Matcher field = CSRF.matcher(page.text());
    assertTrue(field.find(), page::toString);
    return field.group(1);
  }

  /** As the value of a field or a parameter. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
