package org.gatehouse.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.gatehouse.crypto.SealException.Reason;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
  private static final Sensitive SECRET = Sensitive.of("hunter2 \u00e4\ud83d\ude80");

  private final Sensitive key = SecretBox.newKey(new SecureRandom());
  private final SecretBox box = SecretBox.under(key);

  @Test
  void openWhenSealedUnderSameKeyAndNameThenSameSecret() {
    assertEquals(SECRET, SecretBox.under(key).open("a", box.seal("a", SECRET)));
  }

  @Test
  void sealWhenDoneThenSecretIsNotToBeSeen() {
    String sealed = box.seal("a", Sensitive.of("hunter2"));
    assertFalse(sealed.contains("hunter2"));
    assertFalse(
        sealed.contains(
            Base64.getEncoder()
                .encodeToString("hunter2".getBytes(StandardCharsets.UTF_8))
                .substring(0, 8)));
  }

  @Test
  void openWhenNameDiffersThenWrongName() {
    assertRefused(Reason.WRONG_NAME, box.seal("b", SECRET));
  }

  @Test
  void openWhenSealedUnderAnotherKeyThenUnknownKey() {
    SecretBox other = SecretBox.under(SecretBox.newKey(new SecureRandom()));
    assertRefused(Reason.UNKNOWN_KEY, other.seal("a", SECRET));
  }

  @Test
  void openWhenChangedThenDamaged() {
    String sealed = box.seal("a", SECRET);
    assertRefused(Reason.DAMAGED, sealed.substring(0, sealed.length() - 1));
    assertRefused(Reason.DAMAGED, "");
    assertRefused(Reason.DAMAGED, "hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KsO8w59lbiBTaWUgZGllIEthdHpl",
        "a sentence of the operator's",
        "0123456789abcdef0123456789abcdef"
      })
  void underWhenKeyIsNotBase64Of32BytesThenSha256OfTheTextIsTheKey(String text)
      throws NoSuchAlgorithmException {
    byte[] sha256 =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    SecretBox same = SecretBox.under(Sensitive.of(Base64.getEncoder().encodeToString(sha256)));
    assertEquals(SECRET, same.open("a", SecretBox.under(Sensitive.of(text)).seal("a", SECRET)));
  }

  @Test
  void underWhenKeyHasWhiteSpaceAroundThenSameKey() {
    SecretBox same = SecretBox.under(Sensitive.of(" " + key.reveal() + "\n"));
    assertEquals(SECRET, same.open("a", box.seal("a", SECRET)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void underWhenKeyBlankThenRefused(String text) {
    Sensitive blank = Sensitive.of(text);
    assertThrows(IllegalArgumentException.class, () -> SecretBox.under(blank));
  }

  @Test
  void newKeyWhenCalledThen32OtherBytes() {
    assertEquals(32, Base64.getDecoder().decode(key.reveal()).length);
    assertNotEquals(key, SecretBox.newKey(new SecureRandom()));
  }

  private void assertRefused(Reason reason, String sealed) {
    SealException refusal = assertThrows(SealException.class, () -> box.open("a", sealed));
    assertEquals(reason, refusal.reason());
    assertFalse(String.valueOf(refusal.getMessage()).contains("hunter2"));
  }
}
