package org.gatehouse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownNamesTest {
  @ParameterizedTest
  @CsvSource({
    "JWT_TOKEN_EXPIRY, JWT_TOKEN_EXPIRY_IN_MINUTES",
    "JWT_ISUSER, JWT_ISSUER",
    "SMTP_USERNAME, SMTP_USER",
    "SMTP_PASS, SMTP_PASSWORD",
    "jwt_issuer_, ",
    "DATABASE_TYP, DATABASE_TYPE",
    "FLOWISE_SECRETKEY_OVERWRIT, FLOWISE_SECRETKEY_OVERWRITE",
    "SOMETHING_ELSE_ALTOGETHER, ",
  })
  void nearestWhenMistypedThenTheSettingThatWasMeant(String name, String meant) {
    assertEquals(Optional.ofNullable(meant), UnknownNames.nearestTo(name));
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc, 0",
    "abc, acb, 1",
    "abc, ab, 1",
    "ab, abc, 1",
    "abc, axc, 1",
    "ca, abc, 3",
    "kitten, sitting, 3",
    "SMTP_X, SMTP_X_Y_Z, 1",
    "SMTP, SMTP_PORT, 5",
  })
  void distanceWhenComparedThenCountsChanges(String one, String other, int distance) {
    assertEquals(distance, UnknownNames.distance(one, other));
    assertEquals(distance, UnknownNames.distance(other, one));
  }

  @Test
  void environmentWhenUnknownWithOurPrefixThenWarnedAndOthersIgnored() {
    assertEquals(
        List.of(
            "The environment variable DATABASE_COLOUR is no setting",
            "The environment variable JWT_SECRT is no setting"),
        UnknownNames.warningsFor(
            "environment variable",
            Map.of(
                "JWT_SECRT", "hunter2",
                "DATABASE_COLOUR", "x",
                "SMTP_EMPTY", "",
                "JWT_ISSUER", "known",
                "PATH", "/bin")));
  }

  @Test
  void fileWhenKeyUnknownThenMistakeWithLineAndNearestName() {
    Dotenv file = Dotenv.parse("gatehouse.env", "JWT_ISSUER=a\nJWT_AUDIENCES=b\nFOO_BAR=c");
    assertEquals(
        List.of(
            "gatehouse.env, line 2: JWT_AUDIENCES is no setting; did you mean JWT_AUDIENCE?",
            "gatehouse.env, line 3: FOO_BAR is no setting"),
        UnknownNames.mistakesIn(file));
  }

  @Test
  void fileWhenALineOfAKeyLooksLikeANameThenItIsNotShown() {
    Dotenv file = Dotenv.parse("gatehouse.env", "qL8zPbGqT2vYw0Xn5Rk1=\nMFRGGZDFMZTWQ2LK=");
    List<String> mistakes = UnknownNames.mistakesIn(file);
    assertEquals(2, mistakes.size());
    assertFalse(mistakes.toString().contains("qL8z"));
    assertFalse(mistakes.toString().contains("MFRG"));
  }
}
