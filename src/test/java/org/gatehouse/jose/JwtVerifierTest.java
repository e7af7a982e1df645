package org.gatehouse.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.jose.Verification.Expired;
import org.gatehouse.jose.Verification.Valid;
import org.junit.jupiter.api.Test;

class JwtVerifierTest {
  private static final Instant EXPIRES = Tokens.NOW.plusSeconds(3600);

  @Test
  void verifyWhenOurOwnTokenThenValidWithItsClaims() {
    String token = new JwtSigner().sign(Tokens.KEY, "at+jwt", Tokens.claims());
    JwtClaims claims = valid(Tokens.verifierAt(Tokens.NOW).verify(token));
    assertEquals("Zo\u00eb \"Z\" / \ud83d\ude80", claims.string("name"));
    assertEquals(List.of("editor", "viewer"), claims.strings("groups"));
    assertEquals(EXPIRES.getEpochSecond(), claims.epochSecond("exp"));
    assertEquals(Optional.empty(), claims.findString("workspace"));
    assertEquals(Optional.empty(), claims.findStrings("amr"));
    assertEquals(Optional.empty(), claims.findEpochSecond("auth_time"));
    assertEquals(Optional.empty(), claims.findNumber("ctr"));
  }

  @Test
  void verifyWhenSomebodyElsesLibrarySpellsItOtherwiseThenStillValid() {
    String header =
        "{ \"typ\" : \"at+jwt\",\n \"kid\":\"" + Tokens.KEY.kid() + "\", \"alg\":\"HS256\" }";
    valid(Tokens.verifierAt(Tokens.NOW).verify(Tokens.signed(header, Tokens.payload(""))));
  }

  @Test
  void verifyWhenOneOfSeveralAudiencesIsOursThenValid() {
    String payload = Tokens.payload("").replace("\"House\"", "[\"Other\",\"House\"]");
    valid(Tokens.verifierAt(Tokens.NOW).verify(Tokens.signed(Tokens.header(""), payload)));
  }

  @Test
  void verifyWhenTimeIsOverThenExpiredExactlyAtExpPlusSkew() {
    String token = new JwtSigner().sign(Tokens.KEY, "at+jwt", Tokens.claims());
    Instant end = EXPIRES.plus(Tokens.SKEW);
    valid(Tokens.verifierAt(end.minusMillis(1)).verify(token));
    Expired expired = assertInstanceOf(Expired.class, Tokens.verifierAt(end).verify(token));
    assertEquals("Gate", expired.claims().string("iss"));
  }

  @Test
  void verifyWhenIssuedAheadOfUsThenValidWithinTheSkewOnly() {
    String token = new JwtSigner().sign(Tokens.KEY, "at+jwt", Tokens.claims());
    valid(Tokens.verifierAt(Tokens.NOW.minus(Tokens.SKEW)).verify(token));
    assertEquals(
        new Verification.Invalid(Verification.Reason.FROM_THE_FUTURE),
        Tokens.verifierAt(Tokens.NOW.minus(Tokens.SKEW).minusMillis(1)).verify(token));
  }

  @Test
  void claimsWhenAskedForAnotherTypeThenRefusedWithoutTheValue() {
    String payload =
        Tokens.payload(
            ",\"text\":\"geheim\",\"quoted\":\"12\",\"list\":[\"a\",1],\"half\":1.5,\"nil\":null,"
                + "\"minus\":-1,\"far\":253402300800,\"n\":253402300800");
    JwtClaims claims =
        valid(Tokens.verifierAt(Tokens.NOW).verify(Tokens.signed(Tokens.header(""), payload)));
    assertRefused(() -> claims.findNumber("text"));
    assertRefused(() -> claims.findNumber("quoted"));
    assertRefused(() -> claims.findNumber("half"));
    assertRefused(() -> claims.findStrings("text"));
    assertRefused(() -> claims.findStrings("list"));
    assertRefused(() -> claims.findString("list"));
    assertRefused(() -> claims.findString("nil"));
    assertRefused(() -> claims.findEpochSecond("minus"));
    assertRefused(() -> claims.findEpochSecond("far"));
    assertRefused(() -> claims.string("absent"));
    assertRefused(() -> claims.strings("absent"));
    assertRefused(() -> claims.number("absent"));
    assertRefused(() -> claims.epochSecond("absent"));
    assertEquals(253402300800L, claims.number("n"));
    assertFalse(claims.toString().contains("geheim"));
  }

  @Test
  void keyWhenOfAnotherKindThanItsAlgorithmThenRefused() throws NoSuchAlgorithmException {
    var publicKey = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
    assertThrows(
        IllegalArgumentException.class,
        () -> new VerificationKey("rsa", JwsAlgorithm.HS256, publicKey));
  }

  @Test
  void expectationWhenSkewNegativeThenRefused() {
    Duration negative = Duration.ofSeconds(-1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new JwtVerifier.Expectation("at+jwt", "i", "a", negative));
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable read) {
    InvalidClaimException refusal = assertThrows(InvalidClaimException.class, read);
    assertFalse(Map.of("m", String.valueOf(refusal.getMessage())).toString().contains("geheim"));
  }

  private static JwtClaims valid(Verification verification) {
    return assertInstanceOf(Valid.class, verification).claims();
  }
}
