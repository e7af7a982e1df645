package org.gatehouse.openid;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** What a provider does wrong; one that does nothing wrong is {@link #NONE}. */
public final class Misbehaviour {
  /** None. */
  public static final Misbehaviour NONE =
      new Misbehaviour("", exchange -> {}, x -> x, x -> x, Signer.RIGHT, x -> x, x -> x, x -> x);

  /** How id_tokens are signed. */
  public enum Signer {
    /** As it should be. */
    RIGHT,
    /** {@code alg: none}. */
    UNSIGNED,
    /** By another key under the id of the right one. */
    OTHER_KEY,
    /** By a key that nobody has published. */
    UNKNOWN_KEY,
    /** With the public key as a shared secret. */
    PUBLIC_KEY_AS_SECRET,
    /** With the client's secret. */
    CLIENT_SECRET,
    /** With the key in the header. */
    KEY_IN_HEADER,
    /** A token of another kind. */
    OTHER_TYPE,
    /** With a critical header that nobody knows. */
    CRITICAL,
    /** Without the last characters. */
    CUT
  }

  /** Answers in place of an endpoint. */
  @FunctionalInterface
  public interface Spoiler {
    /** Writes an answer. */
    void answer(HttpExchange exchange) throws IOException;
  }

  private final String path;
  private final Spoiler spoiler;
  private final UnaryOperator<Map<String, Object>> metadata;
  private final UnaryOperator<Map<String, Object>> claims;
  private final Signer signer;
  private final UnaryOperator<Map<String, Object>> tokens;
  private final UnaryOperator<Map<String, Object>> userInfo;
  private final UnaryOperator<String> answer;

  private Misbehaviour(
      String path,
      Spoiler spoiler,
      UnaryOperator<Map<String, Object>> metadata,
      UnaryOperator<Map<String, Object>> claims,
      Signer signer,
      UnaryOperator<Map<String, Object>> tokens,
      UnaryOperator<Map<String, Object>> userInfo,
      UnaryOperator<String> answer) {
    this.path = path;
    this.spoiler = spoiler;
    this.metadata = metadata;
    this.claims = claims;
    this.signer = signer;
    this.tokens = tokens;
    this.userInfo = userInfo;
    this.answer = answer;
  }

  private static UnaryOperator<Map<String, Object>> edited(Consumer<Map<String, Object>> edit) {
    return map -> {
      Map<String, Object> changed = new HashMap<>(map);
      edit.accept(changed);
      return changed;
    };
  }

  /** An endpoint answers otherwise. */
  public Misbehaviour at(String endpoint, Spoiler how) {
    return new Misbehaviour(endpoint, how, metadata, claims, signer, tokens, userInfo, answer);
  }

  /** The discovery document says something else. */
  public Misbehaviour inMetadata(Consumer<Map<String, Object>> edit) {
    return new Misbehaviour(path, spoiler, edited(edit), claims, signer, tokens, userInfo, answer);
  }

  /** The id_token says something else. */
  public Misbehaviour inClaims(Consumer<Map<String, Object>> edit) {
    return new Misbehaviour(
        path, spoiler, metadata, edited(edit), signer, tokens, userInfo, answer);
  }

  /** The id_token is signed otherwise. */
  public Misbehaviour signing(Signer how) {
    return new Misbehaviour(path, spoiler, metadata, claims, how, tokens, userInfo, answer);
  }

  /** The token endpoint says something else. */
  public Misbehaviour inTokens(Consumer<Map<String, Object>> edit) {
    return new Misbehaviour(
        path, spoiler, metadata, claims, signer, edited(edit), userInfo, answer);
  }

  /** The userinfo says something else. */
  public Misbehaviour inUserInfo(Consumer<Map<String, Object>> edit) {
    return new Misbehaviour(path, spoiler, metadata, claims, signer, tokens, edited(edit), answer);
  }

  /** The browser comes back with another query. */
  public Misbehaviour inAnswer(UnaryOperator<String> edit) {
    return new Misbehaviour(path, spoiler, metadata, claims, signer, tokens, userInfo, edit);
  }

  /** Ways in which an endpoint can be out of order. */
  public static Spoiler outOfOrder(String how) {
    return switch (how) {
      case "status-500" -> exchange -> OpenIdProvider.send(exchange, 500, Map.of());
      case "html" ->
          exchange -> {
            byte[] page = "<html>Welcome</html>".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          };
      case "malformed" ->
          exchange -> {
            byte[] text = "{\"a\":".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
          };
      case "array" -> exchange -> OpenIdProvider.send(exchange, 200, new int[] {1});
      case "large" ->
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] block = " ".repeat(1_000_000).getBytes(UTF_8);
            for (int i = 0; i < 100; i++) {
              exchange.getResponseBody().write(block);
            }
          };
      case "redirect" ->
          exchange -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest");
            exchange.sendResponseHeaders(302, -1);
          };
      case "slow" ->
          exchange -> {
            try {
              TimeUnit.SECONDS.sleep(30);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      default -> throw new IllegalArgumentException(how);
    };
  }

  boolean spoils(String asked) {
    return !path.isEmpty() && asked.endsWith(path);
  }

  void answer(HttpExchange exchange) throws IOException {
    spoiler.answer(exchange);
  }

  Map<String, Object> metadata(Map<String, Object> document) {
    return metadata.apply(document);
  }

  Map<String, Object> tokens(Map<String, Object> body) {
    return tokens.apply(body);
  }

  Map<String, Object> userInfo(Map<String, Object> body) {
    return userInfo.apply(body);
  }

  String answerQuery(String query) {
    return answer.apply(query);
  }

  String idToken(Map<String, Object> right, SigningKeys keys) {
    Map<String, Object> said = claims.apply(right);
    RsaJsonWebKey key = keys.current();
    String kid = key.getKeyId();
    return switch (signer) {
      case RIGHT -> keys.sign(said);
      case UNSIGNED ->
          encoded("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}")
              + "."
              + encoded(OpenIdProvider.write(said))
              + ".";
      case OTHER_KEY -> SigningKeys.sign(said, SigningKeys.rsa(kid), kid, Map.of());
      case UNKNOWN_KEY -> SigningKeys.sign(said, SigningKeys.rsa("never"), "never", Map.of());
      case PUBLIC_KEY_AS_SECRET -> hmac(said, kid, key.getPublicKey().getEncoded());
      case CLIENT_SECRET -> hmac(said, kid, OpenIdProvider.CLIENT_SECRET.repeat(4).getBytes(UTF_8));
      case KEY_IN_HEADER -> {
        RsaJsonWebKey own = SigningKeys.rsa("mine");
        yield SigningKeys.sign(
            said,
            own,
            "mine",
            Map.of("jwk", own.toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
      }
      case OTHER_TYPE -> SigningKeys.sign(said, key, kid, Map.of("typ", "at+jwt"));
      case CRITICAL ->
          SigningKeys.sign(said, key, kid, Map.of("crit", java.util.List.of("exp"), "exp", 1));
      case CUT -> keys.sign(said).replaceFirst(".{4}$", "");
    };
  }

  private static String hmac(Map<String, Object> claims, String kid, byte[] secret) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue("HS256");
    signature.setKeyIdHeaderValue(kid);
    signature.setPayload(OpenIdProvider.write(claims));
    signature.setKey(new HmacKey(secret));
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
