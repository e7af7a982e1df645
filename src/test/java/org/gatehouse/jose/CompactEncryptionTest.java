package org.gatehouse.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.jose.CompactEncryptionException.Reason;
import org.junit.jupiter.api.Test;

class CompactEncryptionTest {
  private static final byte[] BYTES =
      "32 bytes that make up a test key".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TEXT = "gr\u00fc\u00dfe".getBytes(StandardCharsets.UTF_8);
  private static final EncryptionKey KEY = EncryptionKey.of(BYTES);

  private final CompactEncryption encryption = new CompactEncryption(KEY);

  @Test
  void encryptWhenDoneThenTheJdkAloneOpensIt() throws GeneralSecurityException {
    String[] parts = encryption.encrypt("n", TEXT).split("\\.", -1);
    assertEquals(5, parts.length);
    assertEquals("", parts[1]);
    assertEquals(
        "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"" + KEY.kid() + "\",\"name\":\"n\"}",
        new String(decode(parts[0]), StandardCharsets.UTF_8));
    Cipher cipher = gcm(Cipher.DECRYPT_MODE, decode(parts[2]));
    cipher.updateAAD(parts[0].getBytes(StandardCharsets.US_ASCII));
    cipher.update(decode(parts[3]));
    assertArrayEquals(TEXT, cipher.doFinal(decode(parts[4])));
  }

  @Test
  void decryptWhenMadeByTheJdkAloneThenOpened() throws GeneralSecurityException {
    assertArrayEquals(TEXT, encryption.decrypt("n", independent(header(""), TEXT)));
  }

  @Test
  void encryptWhenCalledAgainThenOtherTextForTheNonceIsFresh() {
    assertNotEquals(encryption.encrypt("n", TEXT), encryption.encrypt("n", TEXT));
  }

  @Test
  void decryptWhenKeyIsOlderThenStillOpened() {
    CompactEncryption next = new CompactEncryption(EncryptionKey.of(new byte[32]), KEY);
    assertArrayEquals(TEXT, next.decrypt("n", encryption.encrypt("n", TEXT)));
  }

  @Test
  void decryptWhenNameDiffersThenRefused() {
    assertRefused(Reason.WRONG_NAME, encryption.encrypt("m", TEXT));
  }

  @Test
  void decryptWhenKeyIsUnknownThenRefused() {
    assertRefused(
        Reason.UNKNOWN_KEY,
        new CompactEncryption(EncryptionKey.of(new byte[32])).encrypt("n", TEXT));
  }

  @Test
  void decryptWhenAnyOneCharacterChangesThenRefused() {
    String good = encryption.encrypt("n", TEXT);
    for (int i = 0; i < good.length(); i++) {
      char other = good.charAt(i) == 'A' ? 'B' : 'A';
      String changed = good.substring(0, i) + other + good.substring(i + 1);
      assertThrows(CompactEncryptionException.class, () -> encryption.decrypt("n", changed));
    }
  }

  @Test
  void decryptWhenCutAnywhereThenRefused() {
    String good = encryption.encrypt("n", TEXT);
    for (int length = 0; length < good.length(); length++) {
      assertRefused(Reason.DAMAGED, good.substring(0, length));
    }
  }

  @Test
  void decryptWhenHeaderSaysAnythingElseThenRefusedThoughAuthentic()
      throws GeneralSecurityException, IOException {
    for (String header :
        new String[] {
          header(",\"crit\":[\"name\"]"),
          header(",\"jku\":\"https://evil.example\""),
          header(",\"name\":\"n\""),
          header("").replace("A256GCM", "A128GCM"),
          header("").replace("A256GCM", "A128CBC-HS256"),
          header("").replace("\"dir\"", "\"A256GCMKW\""),
          header("").replace("\"dir\"", "\"none\""),
          header("").replace(",\"name\":\"n\"", ""),
          "[]"
        }) {
      assertRefused(Reason.DAMAGED, independent(header, TEXT));
    }
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (var out =
        new DeflaterOutputStream(deflated, new Deflater(Deflater.BEST_COMPRESSION, true))) {
      out.write(new byte[1_000_000]);
    }
    assertRefused(Reason.DAMAGED, independent(header(",\"zip\":\"DEF\""), deflated.toByteArray()));
  }

  @Test
  void decryptWhenKeyIdIsNoTextThenRefused() throws GeneralSecurityException {
    String header = header("").replace("\"" + KEY.kid() + "\"", "1");
    assertRefused(Reason.UNKNOWN_KEY, independent(header, TEXT));
  }

  @Test
  void decryptWhenAnEncryptedKeyIsThereThenRefused() {
    assertRefused(Reason.DAMAGED, encryption.encrypt("n", TEXT).replace("..", ".AAAA."));
  }

  @Test
  void decryptWhenTheDotBeforeTheTagMovesThenRefused() {
    String[] parts = encryption.encrypt("n", new byte[6]).split("\\.", -1);
    String moved = parts[3] + parts[4].substring(0, 4) + "." + parts[4].substring(4);
    assertRefused(Reason.DAMAGED, parts[0] + ".." + parts[2] + "." + moved);
  }

  @Test
  void keyWhenNot32BytesThenRefused() {
    for (int length : new int[] {0, 16, 31, 33}) {
      assertThrows(IllegalArgumentException.class, () -> EncryptionKey.of(new byte[length]));
      if (length > 0) {
        var spec = new SecretKeySpec(new byte[length], "AES");
        assertThrows(IllegalArgumentException.class, () -> new EncryptionKey("k", spec));
      }
    }
  }

  @Test
  void keyWhenPrintedThenShowsNoKey() {
    assertEquals("EncryptionKey[kid=" + KEY.kid() + "]", KEY.toString());
  }

  private void assertRefused(Reason reason, String text) {
    CompactEncryptionException refusal =
        assertThrows(CompactEncryptionException.class, () -> encryption.decrypt("n", text));
    assertEquals(reason, refusal.reason());
    assertFalse(String.valueOf(refusal.getMessage()).contains("gr\u00fc"));
  }

  private static String header(String members) {
    return "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\""
        + KEY.kid()
        + "\",\"name\":\"n\""
        + members
        + "}";
  }

  private static String independent(String header, byte[] plaintext)
      throws GeneralSecurityException {
    String encodedHeader = Tokens.encode(header);
    byte[] nonce = "a test nonce".getBytes(StandardCharsets.US_ASCII);
    Cipher cipher = gcm(Cipher.ENCRYPT_MODE, nonce);
    cipher.updateAAD(encodedHeader.getBytes(StandardCharsets.US_ASCII));
    byte[] sealed = cipher.doFinal(plaintext);
    byte[] ciphertext = Arrays.copyOf(sealed, sealed.length - 16);
    byte[] tag = Arrays.copyOfRange(sealed, sealed.length - 16, sealed.length);
    return String.join(
        ".",
        encodedHeader,
        "",
        Tokens.encode(nonce),
        Tokens.encode(ciphertext),
        Tokens.encode(tag));
  }

  private static Cipher gcm(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(BYTES, "AES"), new GCMParameterSpec(128, nonce));
    return cipher;
  }

  private static byte[] decode(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
