package org.gatehouse.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.server.Http;
import org.gatehouse.server.Jws;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.Owner.Tokens;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.SharedServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JWK set alone lets other software check our tokens: here Nimbus, which shares no line with
 * what signs them.
 */
@Tag("ours")
class JwkSetIT {
  private static final String KEYS = ".well-known/jwks.json";

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "RS256", "EdDSA"})
  void tokenWhenSignedWithAPublicKeyThenAnIndependentVerifierTakesItAndNoOther(String algorithm)
      throws Exception {
    try (RunningServer server =
        RunningServer.start(
            Launch.fresh()
                .with("TRUST_PROXY", "127.0.0.1/32")
                .with("JWT_ALGORITHM", algorithm)
                .with("JWT_ISSUER", "https://gate.example.org"))) {
      Owner owner = Owner.of(server);
      Http client = owner.client("10.78.1.1");
      Tokens tokens = owner.signIn(client);
      String keys = publicKeys(client);
      JWTClaimsSet claims = verify(keys, algorithm, tokens.access());
      assertEquals(owner.email(), claims.getStringClaim("upn"));
      assertTrue(claims.getStringListClaim("groups").contains("owner"));
      JWK key = JWKSet.parse(keys).getKeys().get(0);
      assertFalse(key.isPrivate());
      assertEquals(key.computeThumbprint().toString(), key.getKeyID(), "RFC 7638");
      assertEquals(200, client.bearer(tokens.access()).get("api/v1/whoami").status());

      Jws jws = Jws.of(tokens.access());
      String signature = tokens.access().substring(tokens.access().lastIndexOf('.'));
      for (String tampered :
          List.of(
              jws.withPayload(jws.claims().put("sub", "somebody else")).unsigned() + signature,
              jws.withHeader(jws.headerObject().put("alg", "none")).unsigned(),
              jws.withHeader(jws.headerObject().put("alg", "HS256")).sign(keys),
              tokens.access().substring(0, tokens.access().length() - 4) + "AAAA",
              tokens.refresh())) {
        assertThrows(Throwable.class, () -> verify(keys, algorithm, tampered));
        assertEquals(401, client.bearer(tampered).get("api/v1/whoami").status());
      }

      JsonNode next = client.bearer(tokens.access()).post("api/v1/keys/rotate", Map.of()).json();
      assertEquals("NEXT", next.path("state").asText(), next::toString);
      assertTrue(
          publicKeys(client).contains(next.path("kid").asText()), "published before it signs");
      Tokens refreshed =
          Tokens.of(
              client.post("api/v1/auth/refreshToken", Map.of("refreshToken", tokens.refresh())));
      assertEquals(claims.getSubject(), verify(keys, algorithm, refreshed.access()).getSubject());
    }
  }

  @Test
  void metadataThenLeadToTheKeys() {
    Http client = Http.to(SharedServer.get());
    Http.Answer answer = client.get(".well-known/openid-configuration");
    assertEquals(200, answer.status(), answer::toString);
    assertEquals("application/json", answer.mediaType());
    String address = answer.json().path("jwks_uri").asText();
    assertTrue(address.endsWith("/gatehouse/" + KEYS), address);
    assertFalse(answer.json().path("issuer").asText().isEmpty());
  }

  @Test
  void keysWhenTokensAreSignedWithASharedSecretThenNone() {
    Http.Answer answer = Http.to(SharedServer.get()).get(KEYS);
    assertEquals(200, answer.status(), answer::toString);
    assertEquals("{\"keys\":[]}", answer.text());
    assertEquals("application/jwk-set+json", answer.mediaType());
    assertEquals("public, max-age=300", answer.header("Cache-Control").orElse(""));
  }

  private static String publicKeys(Http client) {
    Http.Answer answer = client.get(KEYS);
    assertEquals(200, answer.status(), answer::toString);
    for (String secret : List.of("\"d\"", "\"k\"", "\"p\"")) {
      assertFalse(answer.text().contains(secret), answer::toString);
    }
    return answer.text();
  }

  private static JWTClaimsSet verify(String keys, String algorithm, String token) throws Exception {
    SignedJWT jwt = SignedJWT.parse(token);
    assertEquals("at+jwt", jwt.getHeader().getType().getType());
    JWK key = JWKSet.parse(keys).getKeyByKeyId(jwt.getHeader().getKeyID());
    assertNotNull(key, "no such key");
    JWSVerifier verifier =
        switch (algorithm) {
          case "ES256" -> new ECDSAVerifier(key.toECKey());
          case "RS256" -> new RSASSAVerifier(key.toRSAKey());
          default -> new Ed25519Verifier(key.toOctetKeyPair());
        };
    assertEquals(JWSAlgorithm.parse(algorithm), jwt.getHeader().getAlgorithm());
    assertTrue(jwt.verify(verifier), "the signature");
    new DefaultJWTClaimsVerifier<>(
            "Flowise",
            new JWTClaimsSet.Builder().issuer("https://gate.example.org").build(),
            Set.of("sub", "exp", "iat", "jti", "upn"))
        .verify(jwt.getJWTClaimsSet(), null);
    return jwt.getJWTClaimsSet();
  }
}
