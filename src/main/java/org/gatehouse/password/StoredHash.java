package org.gatehouse.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A password hash in one of the two text forms that stand in the database.
 *
 * <ul>
 *   <li>{@code $2b$10$<salt><digest>}: bcrypt of the password's bytes; also {@code $2a$} and {@code
 *       $2y$} from elsewhere. {@code $2x$} is a faulty bcrypt of which other passwords match too.
 *   <li>{@code $bcrypt-sha256$v=2,t=2b,r=10$<salt>$<digest>}, passlib's {@code bcrypt_sha256} of
 *       version 2: bcrypt of the base64 of an HMAC-SHA-256 of the password. The salt's text is the
 *       HMAC key: bare SHA-256 digests that leaked elsewhere are of no use against it ("password
 *       shucking", why passlib left version 1), and there is no key that a rotation could lose.
 * </ul>
 */
record StoredHash(Form form, char revision, int cost, String salt, String digest) {
  /** How the password becomes bcrypt's key. */
  enum Form {
    PLAIN,
    PREHASHED
  }

  /** The least that bcrypt knows. */
  static final int MIN_COST = 4;

  /** A row that asks for 31, which would take days, must not stop a hashing thread. */
  static final int MAX_COST = 16;

  /** What bcrypt reads of a key; it ignores the rest. */
  private static final int BCRYPT_KEY_BYTES = 72;

  private static final String SALT_AND_DIGEST = "([./A-Za-z0-9]{22})%s([./A-Za-z0-9]{31})";
  private static final Pattern PLAIN =
      Pattern.compile("\\$2([aby])\\$(\\d\\d)\\$" + SALT_AND_DIGEST.formatted(""));
  private static final Pattern PREHASHED =
      Pattern.compile(
          "\\$bcrypt-sha256\\$v=2,t=2(b),r=(\\d{1,2})\\$" + SALT_AND_DIGEST.formatted("\\$"));

  /**
   * The form that a new hash takes. 72 bytes go through the pre-hash already, although bcrypt would
   * read them all: with a shorter plain key the NUL behind it is part of what bcrypt reads, so no
   * longer password, cut to 72 bytes as {@link #bcryptKey} must, can match a hash of ours.
   */
  static Form formFor(byte[] password) {
    return password.length < BCRYPT_KEY_BYTES ? Form.PLAIN : Form.PREHASHED;
  }

  /** Reads either form; empty for any other text and for a cost out of range. */
  static Optional<StoredHash> parse(String text) {
    Matcher plain = PLAIN.matcher(text);
    if (plain.matches()) {
      return read(Form.PLAIN, plain);
    }
    Matcher prehashed = PREHASHED.matcher(text);
    return prehashed.matches() ? read(Form.PREHASHED, prehashed) : Optional.empty();
  }

  private static Optional<StoredHash> read(Form form, Matcher parts) {
    int cost = Integer.parseInt(parts.group(2));
    if (cost < MIN_COST || cost > MAX_COST) {
      return Optional.empty();
    }
    char revision = parts.group(1).charAt(0);
    return Optional.of(new StoredHash(form, revision, cost, parts.group(3), parts.group(4)));
  }

  /**
   * The key for bcrypt. A plain hash of a longer password can only come from elsewhere, where
   * bcrypt left out what is past 72 bytes: it is left out here as well, so that its owner can sign
   * in.
   */
  byte[] bcryptKey(byte[] password) {
    if (form == Form.PLAIN) {
      return Arrays.copyOf(password, Math.min(password.length, BCRYPT_KEY_BYTES));
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return Base64.getEncoder().encode(mac.doFinal(password));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
    }
  }

  /** What bcrypt is told beside the key. */
  String bcryptSalt() {
    return bcryptSalt(cost);
  }

  /** The same with another cost. */
  String bcryptSalt(int otherCost) {
    return "$2%c$%02d$%s".formatted(revision, otherCost, salt);
  }

  StoredHash withDigest(String newDigest) {
    return new StoredHash(form, revision, cost, salt, newDigest);
  }

  /** The text for the database. */
  String text() {
    return form == Form.PLAIN
        ? bcryptSalt() + digest
        : "$bcrypt-sha256$v=2,t=2b,r=%d$%s$%s".formatted(cost, salt, digest);
  }

  /** Shows no salt and no digest. */
  @Override
  public String toString() {
    return "StoredHash[" + form + ", cost " + cost + "]";
  }
}
