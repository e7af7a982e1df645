package org.gatehouse.jose;

import static org.gatehouse.jose.Tokens.KEY;
import static org.gatehouse.jose.Tokens.NOW;
import static org.gatehouse.jose.Tokens.SECRET;
import static org.gatehouse.jose.Tokens.encode;
import static org.gatehouse.jose.Tokens.header;
import static org.gatehouse.jose.Tokens.payload;
import static org.gatehouse.jose.Tokens.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gatehouse.jose.Verification.Expired;
import org.gatehouse.jose.Verification.Invalid;
import org.gatehouse.jose.Verification.Reason;
import org.gatehouse.jose.Verification.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The attacks of RFC 8725 section 2, each with the reason it fails for. Nearly all of these tokens
 * carry a signature that is right for their bytes: the refusal must come from the rule in question.
 */
class JwtAttackTest {
  private static final String GOOD = signed(header(""), payload(""));
  private static final String OTHER_SECRET = "another-secret-of-more-than-32-bytes-length";

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void verifyWhenTokenIsTamperedWithThenRefusedForThatReason(
      String attack, Reason reason, String token) {
    assertEquals(new Invalid(reason), Tokens.verifierAt(NOW).verify(token), attack);
  }

  static Stream<Arguments> tokens() {
    return Stream.of(
            algorithms(), keyIds(), headers(), types(), signatures(), forms(), payloads(), claims())
        .flatMap(attacks -> attacks);
  }

  private static Stream<Arguments> algorithms() {
    String unsigned = encode(header("").replace("HS256", "none")) + "." + encode(payload(""));
    return Stream.of(
        attack("alg none, empty signature", Reason.ALGORITHM, unsigned + "."),
        attack("alg none, a signature", Reason.ALGORITHM, withAlg("\"none\"", "HmacSHA256")),
        attack("alg None", Reason.ALGORITHM, withAlg("\"None\"", "HmacSHA256")),
        attack("alg NONE", Reason.ALGORITHM, withAlg("\"NONE\"", "HmacSHA256")),
        attack("alg nOnE", Reason.ALGORITHM, withAlg("\"nOnE\"", "HmacSHA256")),
        attack("alg empty", Reason.ALGORITHM, withAlg("\"\"", "HmacSHA256")),
        attack("alg hs256", Reason.ALGORITHM, withAlg("\"hs256\"", "HmacSHA256")),
        attack("alg HS384", Reason.ALGORITHM, withAlg("\"HS384\"", "HmacSHA384")),
        attack("alg HS512", Reason.ALGORITHM, withAlg("\"HS512\"", "HmacSHA512")),
        attack("alg RS256", Reason.ALGORITHM, withAlg("\"RS256\"", "HmacSHA256")),
        attack("alg ES256, empty", Reason.ALGORITHM, withAlg("\"ES256\"", "HmacSHA256")),
        attack("alg null", Reason.HEADER, withAlg("null", "HmacSHA256")),
        attack("alg a list", Reason.HEADER, withAlg("[\"HS256\"]", "HmacSHA256")),
        attack("HS512 under the name HS256", Reason.SIGNATURE, withAlg("\"HS256\"", "HmacSHA512")),
        attack(
            "alg missing",
            Reason.HEADER,
            signed("{\"kid\":\"" + KEY.kid() + "\",\"typ\":\"at+jwt\"}", payload(""))));
  }

  private static Stream<Arguments> keyIds() {
    return Stream.of(
        attack("kid unknown", Reason.UNKNOWN_KEY, withKid("\"AAAAAAAAAAAA\"")),
        attack("kid empty", Reason.UNKNOWN_KEY, withKid("\"\"")),
        attack("kid a path", Reason.UNKNOWN_KEY, withKid("\"../../../dev/null\"")),
        attack("kid SQL", Reason.UNKNOWN_KEY, withKid("\"x' UNION SELECT 'AAAA\"")),
        attack("kid with NUL", Reason.UNKNOWN_KEY, withKid("\"" + KEY.kid() + "\\u0000\"")),
        attack("kid with line break", Reason.UNKNOWN_KEY, withKid("\"" + KEY.kid() + "\\n\"")),
        attack("kid long", Reason.UNKNOWN_KEY, withKid("\"" + "a".repeat(2000) + "\"")),
        attack("kid a number", Reason.HEADER, withKid("1")),
        attack("kid null", Reason.HEADER, withKid("null")),
        attack(
            "kid missing",
            Reason.HEADER,
            signed("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", payload(""))));
  }

  private static Stream<Arguments> headers() {
    String jwk = "{\"kty\":\"oct\",\"k\":\"" + encode(OTHER_SECRET) + "\"}";
    return Stream.of(
            "\"jwk\":" + jwk,
            "\"jku\":\"https://evil.example/keys\"",
            "\"x5u\":\"https://evil.example/cert\"",
            "\"x5c\":[\"MIIB\"]",
            "\"x5t#S256\":\"AAAA\"",
            "\"crit\":[\"exp\"],\"exp\":1",
            "\"crit\":[]",
            "\"b64\":true",
            "\"crit\":[\"b64\"],\"b64\":false",
            "\"zip\":\"DEF\"",
            "\"cty\":\"JWT\"",
            "\"enc\":\"A256GCM\"",
            "\"alg\":\"HS256\"",
            "\"kid\":\"" + KEY.kid() + "\"",
            "\"a\\u006cg\":\"none\"",
            "\"typ\":\"at+jwt\"")
        .flatMap(
            member ->
                Stream.of(
                    attack(
                        "header " + member,
                        Reason.HEADER,
                        signed(header("," + member), payload(""))),
                    attack(
                        "header " + member + " under another key",
                        Reason.HEADER,
                        signed(header("," + member), payload(""), "HmacSHA256", OTHER_SECRET))));
  }

  private static Stream<Arguments> types() {
    return Stream.of(
        attack("refresh token as access token", Reason.TYPE, withTyp("\"rt+jwt\"")),
        attack("typ JWT", Reason.TYPE, withTyp("\"JWT\"")),
        attack("typ of another case", Reason.TYPE, withTyp("\"AT+JWT\"")),
        attack("typ in the long form", Reason.TYPE, withTyp("\"application/at+jwt\"")),
        attack("typ empty", Reason.TYPE, withTyp("\"\"")),
        attack("typ a list", Reason.HEADER, withTyp("[\"at+jwt\"]")),
        attack(
            "typ missing",
            Reason.HEADER,
            signed("{\"alg\":\"HS256\",\"kid\":\"" + KEY.kid() + "\"}", payload(""))));
  }

  private static Stream<Arguments> signatures() {
    String input = GOOD.substring(0, GOOD.lastIndexOf('.'));
    String signature = GOOD.substring(GOOD.lastIndexOf('.') + 1);
    String otherPayload = encode(payload(",\"groups\":[\"owner\"]"));
    return Stream.of(
        attack(
            "signed by another key",
            Reason.SIGNATURE,
            signed(header(""), payload(""), "HmacSHA256", OTHER_SECRET)),
        attack(
            "signed by an all-zero key",
            Reason.SIGNATURE,
            signed(header(""), payload(""), "HmacSHA256", "\0".repeat(32))),
        attack("signature empty", Reason.SIGNATURE, input + "."),
        attack("signature cut to 16 bytes", Reason.SIGNATURE, input + "." + encode(new byte[16])),
        attack("signature cut by a group", Reason.SIGNATURE, GOOD.substring(0, GOOD.length() - 3)),
        attack("signature with a tail", Reason.SIGNATURE, input + "." + encode(new byte[64])),
        attack(
            "payload of another token",
            Reason.SIGNATURE,
            encode(header("")) + "." + otherPayload + "." + signature),
        attack("signature of zeros", Reason.SIGNATURE, input + "." + encode(new byte[32])));
  }

  private static Stream<Arguments> forms() {
    String[] parts = GOOD.split("\\.", -1);
    String bigPayload = payload(",\"name\":\"" + "x".repeat(1_000_000) + "\"");
    String jwe =
        new CompactEncryption(EncryptionKey.of(new byte[32]))
            .encrypt("at+jwt", payload("").getBytes(StandardCharsets.UTF_8));
    return Stream.of(
        attack("nothing", Reason.MALFORMED, ""),
        attack("one part", Reason.MALFORMED, parts[0]),
        attack("two parts", Reason.MALFORMED, parts[0] + "." + parts[1]),
        attack("four parts", Reason.MALFORMED, GOOD + "." + parts[2]),
        attack("empty fourth part", Reason.MALFORMED, GOOD + "."),
        attack("leading dot", Reason.MALFORMED, "." + GOOD),
        attack("an encrypted token", Reason.MALFORMED, jwe),
        attack("the JSON form", Reason.MALFORMED, "{\"payload\":\"" + parts[1] + "\"}"),
        attack("only dots", Reason.HEADER, ".."),
        attack("header empty", Reason.HEADER, "." + parts[1] + "." + parts[2]),
        attack("payload empty", Reason.PAYLOAD, signed(header(""), "")),
        attack("padding", Reason.MALFORMED, GOOD + "="),
        attack("padding in the header", Reason.MALFORMED, encode("{}") + "=." + parts[1] + ".AA"),
        attack("white space before", Reason.MALFORMED, " " + GOOD),
        attack("line break after", Reason.MALFORMED, GOOD + "\n"),
        attack("white space inside", Reason.MALFORMED, GOOD.replaceFirst("\\.", " .")),
        attack("base64 of the other alphabet", Reason.MALFORMED, parts[0] + ".a+/b." + parts[2]),
        attack("letter outside ASCII", Reason.MALFORMED, parts[0] + ".a\u0660cd." + parts[2]),
        attack("lone surrogate", Reason.MALFORMED, parts[0] + ".a\ud800cd." + parts[2]),
        attack("NUL", Reason.MALFORMED, GOOD + "\0"),
        attack("stray bits in the signature", Reason.MALFORMED, withStrayBits(GOOD)),
        attack("impossible base64 length", Reason.MALFORMED, parts[0] + ".AAAAA." + parts[2]),
        attack("a megabyte", Reason.TOO_LARGE, signed(header(""), bigPayload)),
        attack("8193 characters", Reason.TOO_LARGE, "a".repeat(8193)),
        attack("8192 characters", Reason.MALFORMED, "a".repeat(8192)));
  }

  private static Stream<Arguments> payloads() {
    String deep = "[".repeat(2500) + "]".repeat(2500);
    String digits = "9".repeat(4000);
    byte[] notUtf8 = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};
    String input = encode(header("")) + "." + encode(notUtf8);
    return Stream.of(
        attack("payload a list", Reason.PAYLOAD, signed(header(""), "[" + payload("") + "]")),
        attack("payload a text", Reason.PAYLOAD, signed(header(""), "\"iss\"")),
        attack("payload null", Reason.PAYLOAD, signed(header(""), "null")),
        attack("payload cut", Reason.PAYLOAD, signed(header(""), "{\"iss\":\"Gate\"")),
        attack("payload with a tail", Reason.PAYLOAD, signed(header(""), payload("") + "{}")),
        attack("claim twice", Reason.PAYLOAD, signed(header(""), payload(",\"iss\":\"Gate\""))),
        attack(
            "claim twice, escaped",
            Reason.PAYLOAD,
            signed(header(""), payload(",\"\\u0069ss\":\"Other\""))),
        attack(
            "member twice further in",
            Reason.PAYLOAD,
            signed(header(""), payload(",\"x\":{\"y\":1,\"y\":2}"))),
        attack("not UTF-8", Reason.PAYLOAD, input + "." + Tokens.mac(input, "HmacSHA256", SECRET)),
        attack("deep list alone", Reason.PAYLOAD, signed(header(""), deep)),
        attack("deep claim", Reason.PAYLOAD, signed(header(""), payload(",\"x\":" + deep))),
        attack("4000 digits", Reason.PAYLOAD, signed(header(""), payload(",\"x\":" + digits))),
        attack(
            "1e9999999", Reason.CLAIMS, withClaim("" + (NOW.getEpochSecond() + 3600), "1e9999999")),
        attack("a comma too many", Reason.PAYLOAD, signed(header(""), payload(","))),
        attack("a comment", Reason.PAYLOAD, signed(header(""), payload("/**/"))),
        attack("single quotes", Reason.PAYLOAD, signed(header(""), payload(",'x':1"))),
        attack("byte order mark", Reason.PAYLOAD, signed(header(""), "\ufeff" + payload(""))),
        attack("deep header", Reason.HEADER, signed(deep, "{}")),
        attack("deep kid", Reason.HEADER, withKid(deep)));
  }

  private static Stream<Arguments> claims() {
    long now = NOW.getEpochSecond();
    return Stream.of(
        attack("other issuer", Reason.ISSUER, withClaim("\"Gate\"", "\"gate\"")),
        attack("issuer missing", Reason.CLAIMS, withClaim("\"iss\"", "\"isz\"")),
        attack("issuer a list", Reason.CLAIMS, withClaim("\"Gate\"", "[\"Gate\"]")),
        attack("other audience", Reason.AUDIENCE, withClaim("\"House\"", "\"Houses\"")),
        attack("other audiences", Reason.AUDIENCE, withClaim("\"House\"", "[\"a\",\"b\"]")),
        attack("no audience", Reason.AUDIENCE, withClaim("\"House\"", "[]")),
        attack("audience missing", Reason.CLAIMS, withClaim("\"aud\"", "\"auz\"")),
        attack("audience a number", Reason.CLAIMS, withClaim("\"House\"", "[\"House\",1]")),
        attack("exp missing", Reason.CLAIMS, withClaim("\"exp\"", "\"exz\"")),
        attack("iat missing", Reason.CLAIMS, withClaim("\"iat\"", "\"iaz\"")),
        attack("exp in quotes", Reason.CLAIMS, withClaim("" + (now + 3600), "\"9999999999\"")),
        attack("exp null", Reason.CLAIMS, withClaim("" + (now + 3600), "null")),
        attack("exp with a fraction", Reason.CLAIMS, withClaim("" + (now + 3600), "9999999999.5")),
        attack("exp as 1e12", Reason.CLAIMS, withClaim("" + (now + 3600), "1e12")),
        attack("exp at the end", Reason.CLAIMS, withClaim("" + (now + 3600), Long.MAX_VALUE + "")),
        attack("exp beyond 64 bits", Reason.CLAIMS, withClaim("" + (now + 3600), "9".repeat(30))),
        attack("exp negative", Reason.CLAIMS, withClaim("" + (now + 3600), "-1")),
        attack("iat in quotes", Reason.CLAIMS, withClaim(now + ",", "\"" + now + "\",")),
        attack("iat at the end", Reason.CLAIMS, withClaim(now + ",", Long.MAX_VALUE + ",")),
        attack("iat tomorrow", Reason.FROM_THE_FUTURE, withClaim(now + ",", (now + 86400) + ",")));
  }

  @Test
  void verifyWhenTheUntouchedTokenIsGivenThenValid() {
    assertInstanceOf(Valid.class, Tokens.verifierAt(NOW).verify(GOOD));
  }

  @Test
  void verifyWhenExpiredAndWrongInAnythingElseThenInvalid() {
    JwtVerifier later = Tokens.verifierAt(Instant.parse("2030-01-01T00:00:00Z"));
    assertInstanceOf(Expired.class, later.verify(GOOD));
    for (Object[] attack : (Iterable<Object[]>) tokens().map(Arguments::get)::iterator) {
      if (attack[1] != Reason.FROM_THE_FUTURE) {
        assertEquals(new Invalid((Reason) attack[1]), later.verify((String) attack[2]));
      }
    }
  }

  @Test
  void verifyWhenKeyIdHasAnotherFormThenNoLookUpIsMade() {
    AtomicInteger lookUps = new AtomicInteger();
    VerificationKeys counting =
        kid -> {
          lookUps.incrementAndGet();
          return VerificationKeys.of(KEY.verificationKey()).find(kid);
        };
    JwtVerifier verifier =
        new JwtVerifier(counting, Tokens.EXPECTATION, java.time.Clock.systemUTC());
    assertEquals(
        new Invalid(Reason.UNKNOWN_KEY), verifier.verify(withKid("\"../../../dev/null\"")));
    assertEquals(0, lookUps.get());
  }

  @Test
  void verifyWhenAnyOneCharacterChangesThenInvalid() {
    JwtVerifier verifier = Tokens.verifierAt(NOW);
    for (int i = 0; i < GOOD.length(); i++) {
      for (char replacement : new char[] {'A', 'Q', '_', '.', '=', ' '}) {
        if (GOOD.charAt(i) != replacement) {
          String changed = GOOD.substring(0, i) + replacement + GOOD.substring(i + 1);
          assertInstanceOf(Invalid.class, verifier.verify(changed), changed);
        }
      }
    }
  }

  @Test
  void verifyWhenBytesAreRandomThenInvalidAndNothingIsThrown() {
    JwtVerifier verifier = Tokens.verifierAt(NOW);
    Random random = new Random(20261124);
    String alphabet = "{}[]\":,\\u0019eE+-.truefalsn \u0000\u00e4\ud800algkidtyp";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String header = round % 2 == 0 ? text.toString() : header("");
      Verification verification = verifier.verify(signed(header, text.toString()));
      assertTrue(verification instanceof Invalid, () -> text.toString());
    }
  }

  private static Arguments attack(String name, Reason reason, String token) {
    return arguments(name, reason, token);
  }

  private static String withAlg(String alg, String macAlgorithm) {
    return signed(header("").replace("\"HS256\"", alg), payload(""), macAlgorithm, SECRET);
  }

  private static String withKid(String kid) {
    return signed(header("").replace("\"" + KEY.kid() + "\"", kid), payload(""));
  }

  private static String withTyp(String typ) {
    return signed(header("").replace("\"at+jwt\"", typ), payload(""));
  }

  private static String withClaim(String from, String to) {
    return signed(header(""), payload("").replace(from, to));
  }

  /** 32 bytes leave two unused bits in the last of 43 characters: four spellings of one MAC. */
  private static String withStrayBits(String token) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);
  }
}
