package org.gatehouse.openid;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider (OpenID Connect Core, RFC 6749, RFC 7636, RFC 9207) on a loopback port, which
 * also does as GitHub does. Checks everything that a provider has to check; whoever comes is {@link
 * #person} at once. {@link #misbehave} makes it another one.
 */
public final class OpenIdProvider implements AutoCloseable {
  /** What clients have to say. */
  public static final String CLIENT_ID = "gatehouse client";

  /** What clients have to know; with characters that a form encodes. */
  public static final String CLIENT_SECRET = "s3cr:t+/ &=";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Clock clock;
  private final Map<String, Grant> codes = new ConcurrentHashMap<>();
  private final Map<String, Person> accessTokens = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** The keys that it signs with. */
  public final SigningKeys keys = new SigningKeys();

  /** Who signs in. */
  public volatile Person person = Person.verified("1", "nobody@example.org");

  /** How it misbehaves. */
  public volatile Misbehaviour misbehaviour = Misbehaviour.NONE;

  /** After the address of the issuer, for providers that have several. */
  public volatile String issuerPath = "";

  private OpenIdProvider(HttpServer server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  /** Starts one. */
  public static OpenIdProvider start(Clock clock) {
    try {
      OpenIdProvider provider =
          new OpenIdProvider(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
              clock);
      provider.server.setExecutor(provider.threads);
      provider.server.createContext("/", provider::answer);
      provider.server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** As it was at the start, for the next test. */
  public void behave() {
    misbehaviour = Misbehaviour.NONE;
    issuerPath = "";
    asked.clear();
  }

  /** Its address. */
  public String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The paths that were asked for. */
  public List<String> asked() {
    return new ArrayList<>(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    try (exchange) {
      if (misbehaviour.spoils(path)) {
        misbehaviour.answer(exchange);
      } else if (path.endsWith(WELL_KNOWN)) {
        send(exchange, 200, metadata());
      } else {
        route(exchange, path);
      }
    }
  }

  private void route(HttpExchange exchange, String path) throws IOException {
    switch (path) {
      case "/authorize", "/login/oauth/authorize" -> authorize(exchange);
      case "/token" -> token(exchange);
      case "/login/oauth/access_token" -> gitHubToken(exchange);
      case "/jwks" -> send(exchange, 200, keys.published());
      case "/userinfo", "/api/v3/user" -> {
        @Nullable Person known = bearer(exchange);
        send(
            exchange,
            known == null ? 401 : 200,
            known == null ? Map.of() : misbehaviour.userInfo(known.claims()));
      }
      case "/api/v3/user/emails" -> {
        @Nullable Person known = bearer(exchange);
        send(
            exchange,
            known == null ? 401 : 200,
            known == null ? Map.of() : known.claims().getOrDefault("emails", List.of()));
      }
      default -> send(exchange, 404, Map.of());
    }
  }

  private Map<String, Object> metadata() {
    Map<String, Object> document = new HashMap<>();
    document.put("issuer", issuer());
    document.put("authorization_endpoint", origin() + "/authorize?tenant=1");
    document.put("token_endpoint", origin() + "/token");
    document.put("jwks_uri", origin() + "/jwks");
    document.put("userinfo_endpoint", origin() + "/userinfo");
    document.put("authorization_response_iss_parameter_supported", true);
    document.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
    return misbehaviour.metadata(document);
  }

  private String issuer() {
    return origin() + issuerPath;
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = pairs(exchange.getRequestURI().getRawQuery());
    boolean isOpenId = exchange.getRequestURI().getPath().equals("/authorize");
    List<String> mistakes = new ArrayList<>();
    check(mistakes, query, "response_type", "code");
    check(mistakes, query, "client_id", CLIENT_ID);
    check(mistakes, query, "code_challenge_method", "S256");
    if (query.getOrDefault("state", "").length() < 43
        || query.getOrDefault("code_challenge", "").length() != 43
        || (isOpenId && query.getOrDefault("nonce", "").length() < 43)
        || (isOpenId
            && !List.of(query.getOrDefault("scope", "").split(" ", -1)).contains("openid"))) {
      mistakes.add("state, nonce, code_challenge or scope");
    }
    if (!mistakes.isEmpty()) {
      send(exchange, 400, Map.of("mistakes", mistakes));
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, new Grant(query, person));
    Map<String, String> answer = new HashMap<>();
    answer.put("code", code);
    answer.put("state", query.getOrDefault("state", ""));
    if (isOpenId) {
      answer.put("iss", issuer());
    }
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            query.get("redirect_uri") + "?" + misbehaviour.answerQuery(encoded(answer)));
    exchange.sendResponseHeaders(302, -1);
  }

  private static void check(
      List<String> mistakes, Map<String, String> query, String name, String wanted) {
    if (!wanted.equals(query.get(name))) {
      mistakes.add(name);
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((form(CLIENT_ID) + ":" + form(CLIENT_SECRET)).getBytes(UTF_8));
    Map<String, String> form = body(exchange);
    if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
        || form.containsKey("client_secret")) {
      send(exchange, 401, Map.of("error", "invalid_client"));
      return;
    }
    @Nullable Grant grant = redeemed(form);
    if (grant == null) {
      send(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    Map<String, Object> claims = new HashMap<>(grant.person().claims());
    claims.put("iss", issuer());
    claims.put("aud", CLIENT_ID);
    claims.put("nonce", grant.request().getOrDefault("nonce", ""));
    long now = clock.instant().getEpochSecond();
    claims.put("iat", now);
    claims.put("exp", now + 300);
    Map<String, Object> answer = new HashMap<>();
    answer.put("access_token", accessToken(grant));
    answer.put("token_type", "Bearer");
    answer.put("id_token", misbehaviour.idToken(claims, keys));
    send(exchange, 200, misbehaviour.tokens(answer));
  }

  private void gitHubToken(HttpExchange exchange) throws IOException {
    Map<String, String> form = body(exchange);
    @Nullable Grant grant =
        CLIENT_ID.equals(form.get("client_id")) && CLIENT_SECRET.equals(form.get("client_secret"))
            ? redeemed(form)
            : null;
    // Errors come with 200, as GitHub does it.
    send(
        exchange,
        200,
        grant == null
            ? Map.of("error", "bad_verification_code")
            : Map.of("access_token", accessToken(grant), "token_type", "bearer"));
  }

  private String accessToken(Grant grant) {
    String token = UUID.randomUUID().toString();
    accessTokens.put(token, grant.person());
    return token;
  }

  /** A code is good once, for the verifier and the redirect URI that it was asked with. */
  private @Nullable Grant redeemed(Map<String, String> form) {
    @Nullable Grant grant = codes.remove(form.getOrDefault("code", ""));
    return grant != null
            && "authorization_code".equals(form.get("grant_type"))
            && grant
                .request()
                .getOrDefault("redirect_uri", "")
                .equals(form.getOrDefault("redirect_uri", "?"))
            && grant
                .request()
                .getOrDefault("code_challenge", "")
                .equals(challenge(form.getOrDefault("code_verifier", "")))
        ? grant
        : null;
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Person bearer(HttpExchange exchange) {
    @Nullable String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && header.startsWith("Bearer ")
        ? accessTokens.get(header.substring("Bearer ".length()))
        : null;
  }

  static void send(HttpExchange exchange, int status, Object json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    byte[] body = write(json).getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  static String write(Object json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Names and values of a query or a form. */
  public static Map<String, String> pairs(@Nullable String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : (text == null ? "" : text).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        pairs.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
      }
    }
    return pairs;
  }

  private static Map<String, String> body(HttpExchange exchange) throws IOException {
    return pairs(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  private static String encoded(Map<String, String> pairs) {
    List<String> parts = new ArrayList<>();
    pairs.forEach((name, value) -> parts.add(name + "=" + form(value)));
    return String.join("&", parts);
  }

  private static String form(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** Goes there as a browser does, and gives the address to which it is sent back. */
  public static URI visit(URI authorization) {
    try {
      HttpURLConnection connection = (HttpURLConnection) authorization.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      int status = connection.getResponseCode();
      if (status != 302) {
        throw new AssertionError(
            status + " " + new String(connection.getErrorStream().readAllBytes(), UTF_8));
      }
      return URI.create(connection.getHeaderField("Location"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tells that somebody has signed out (OpenID Connect Back-Channel Logout, section 2.4).
   *
   * @param edit of what it says
   */
  public String logoutToken(Consumer<Map<String, Object>> edit) {
    Map<String, Object> claims = new HashMap<>();
    long now = clock.instant().getEpochSecond();
    claims.put("iss", issuer());
    claims.put("aud", CLIENT_ID);
    claims.put("iat", now);
    claims.put("exp", now + 120);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("sub", person.subject());
    claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    edit.accept(claims);
    return keys.sign(claims);
  }

  /** Makes it misbehave until {@link #behave}. */
  public void misbehave(UnaryOperator<Misbehaviour> how) {
    misbehaviour = how.apply(Misbehaviour.NONE);
  }
}
