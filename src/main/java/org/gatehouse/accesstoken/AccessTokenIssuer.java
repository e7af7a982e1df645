package org.gatehouse.accesstoken;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gatehouse.jose.JwtSigner;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.kernel.Sensitive;

/** Issues access tokens. Equal input gives equal bytes as long as the key is the same. */
public final class AccessTokenIssuer {
  private final Supplier<SigningKey> key;
  private final AccessTokenConfig config;
  private final JwtSigner signer = new JwtSigner();

  /**
   * Issues under the key of the moment.
   *
   * @param key asked at every token
   */
  public AccessTokenIssuer(Supplier<SigningKey> key, AccessTokenConfig config) {
    this.key = key;
    this.config = config;
  }

  /**
   * A token for one use of the session's refresh counter.
   *
   * @param number tells the tokens of one session apart
   * @param issuedAt its {@code iat}
   */
  public AccessToken issue(TokenSubject subject, long number, Instant issuedAt) {
    Instant expiresAt = issuedAt.plus(config.lifetime());
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", config.issuer());
    claims.put("aud", config.audience());
    claims.put("sub", subject.user().toString());
    claims.put("upn", subject.principalName());
    claims.put("name", subject.name());
    claims.put("groups", subject.groups().stream().sorted().toList());
    claims.put("jti", id(subject, number));
    claims.put("sid", subject.session().toString());
    claims.put("access_version", subject.accessVersion());
    subject.workspace().ifPresent(id -> claims.put("workspace", id.toString()));
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("exp", expiresAt.getEpochSecond());
    claims.put("auth_time", subject.authTime().getEpochSecond());
    claims.put("amr", List.copyOf(subject.amr()));
    return new AccessToken(
        Sensitive.of(signer.sign(key.get(), config.type(), claims)),
        Instant.ofEpochSecond(expiresAt.getEpochSecond()));
  }

  /** Unique for what it says: within one use of a session, roles and workspace can change. */
  private static String id(TokenSubject subject, long number) {
    String workspace = subject.workspace().map(id -> "." + id).orElse("");
    return subject.session() + "." + number + "." + subject.accessVersion() + workspace;
  }
}
