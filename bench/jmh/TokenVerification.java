package org.gatehouse.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gatehouse.accesstoken.AccessTokenConfig;
import org.gatehouse.accesstoken.AccessTokenIssuer;
import org.gatehouse.accesstoken.AccessTokenVerifier;
import org.gatehouse.accesstoken.TokenSubject;
import org.gatehouse.accesstoken.TokenVerdict;
import org.gatehouse.jose.JsonWebKeys;
import org.gatehouse.jose.JwsAlgorithm;
import org.gatehouse.jose.JwtVerifier;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.Verification;
import org.gatehouse.jose.VerificationKeys;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.kernel.UserId;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to check one access token, on one thread, beside what others make of the same
 * token: jose4j alone, and the bare signature check of the JDK.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class TokenVerification {
  @Param({"HS256", "ES256", "RS256", "EdDSA"})
  public String algorithm;

  private SigningKey key;
  private Sensitive token;
  private byte[] input;
  private byte[] signature;
  private JwtVerifier verifier;
  private AccessTokenVerifier remembering;
  private JwtConsumer jose4j;

  @Setup
  public void prepare() {
    key = JsonWebKeys.generate(JwsAlgorithm.valueOf(algorithm), new SecureRandom());
    AccessTokenConfig config =
        new AccessTokenConfig("Flowise", "Flowise", Duration.ofHours(6), Duration.ofSeconds(30));
    TokenSubject subject =
        new TokenSubject(
            UserId.random(),
            "jane.doe@example.com",
            "Jane Doe",
            Set.of("owner", "editor"),
            SessionId.random(),
            7,
            Optional.of(UUID.randomUUID()),
            Instant.now(),
            List.of("pwd"));
    token = new AccessTokenIssuer(() -> key, config).issue(subject, 3, Instant.now()).token();
    String text = token.reveal();
    input = text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    signature = Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
    VerificationKeys keys = VerificationKeys.of(key.verificationKey());
    verifier =
        new JwtVerifier(
            keys,
            new JwtVerifier.Expectation("at+jwt", "Flowise", "Flowise", Duration.ofSeconds(30)),
            Clock.systemUTC());
    remembering =
        new AccessTokenVerifier(
            keys, config, (session, began) -> false, (user, version) -> false, Clock.systemUTC());
    jose4j =
        new JwtConsumerBuilder()
            .setVerificationKey(key.verificationKey().key())
            .setJwsAlgorithmConstraints(
                AlgorithmConstraints.ConstraintType.PERMIT, algorithm)
            .setExpectedType(true, "at+jwt")
            .setExpectedIssuer("Flowise")
            .setExpectedAudience("Flowise")
            .setRequireExpirationTime()
            .setRequireIssuedAt()
            .setRequireSubject()
            .build();
  }

  @Benchmark
  public Verification ours() {
    return verifier.verify(token.reveal());
  }

  @Benchmark
  public TokenVerdict seenBefore() {
    return remembering.verify(token);
  }

  @Benchmark
  public JwtClaims jose4j() throws InvalidJwtException {
    return jose4j.processToClaims(token.reveal());
  }

  /** For HS256 the MAC has no counterpart here: see jose4j. */
  @Benchmark
  public boolean signatureAlone() throws GeneralSecurityException {
    String name =
        switch (algorithm) {
          case "ES256" -> "SHA256withECDSAinP1363Format";
          case "RS256" -> "SHA256withRSA";
          case "EdDSA" -> "Ed25519";
          default -> "";
        };
    if (name.isEmpty()) {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(key.key());
      return java.security.MessageDigest.isEqual(mac.doFinal(input), signature);
    }
    Signature check = Signature.getInstance(name);
    check.initVerify((PublicKey) key.verificationKey().key());
    check.update(input);
    return check.verify(signature);
  }
}
