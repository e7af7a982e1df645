package org.gatehouse.password;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.BiFunction;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * Hashes passwords with bcrypt and verifies them; see {@link StoredHash} for the two stored forms.
 * Passwords are brought to NFC first. Every character counts, up to 1,024 UTF-16 units, beyond
 * which nothing was ever stored.
 *
 * <p>{@link #verify} of a wrong password, of an unknown stored form, and {@link #burn} for an
 * unknown user do 2^cost rounds of bcrypt all the same, also where the stored hash is an older,
 * cheaper one. (Only a hash of higher cost than the configured one takes longer.) All methods wait
 * for the {@link HashingPool} and throw its {@link ErrorCode#OVERLOADED}.
 */
public final class Passwords {
  /** What {@link #verify} found. */
  public enum Verification {
    /** The password is right. */
    MATCH,
    /** The password is right; the caller should store a new {@link #hash} of it. */
    MATCH_NEEDS_REHASH,
    /** The password is wrong, or nothing can be right for this stored text. */
    MISMATCH
  }

  private static final System.Logger LOG = System.getLogger(Passwords.class.getName());

  private static final int DIGEST_CHARS = 31;

  private final PasswordConfig config;
  private final HashingPool pool;
  private final BiFunction<byte[], String, String> bcrypt;
  private final SecureRandom random = new SecureRandom();
  private final StoredHash plainDummy;
  private final StoredHash prehashedDummy;

  /** Passwords of this configuration, hashed in this pool. */
  public Passwords(PasswordConfig config, HashingPool pool) {
    this(config, pool, BCrypt::hashpw);
  }

  /** With another bcrypt (key, salt text, full hash), so that tests can count the work. */
  Passwords(PasswordConfig config, HashingPool pool, BiFunction<byte[], String, String> bcrypt) {
    this.config = config;
    this.pool = pool;
    this.bcrypt = bcrypt;
    this.plainDummy = blank(StoredHash.Form.PLAIN);
    this.prehashedDummy = blank(StoredHash.Form.PREHASHED);
  }

  /**
   * A new hash with a new salt, at the configured cost.
   *
   * @throws AuthException {@link ErrorCode#PASSWORD_REFUSED} for what {@link PasswordPolicy}
   *     refuses as unstorable (NUL, unpaired surrogates, over-long): it could never be verified
   */
  public String hash(Sensitive password) {
    byte[] bytes =
        PasswordText.bytes(password)
            .orElseThrow(
                () ->
                    new AuthException(
                        ErrorCode.PASSWORD_REFUSED, "a password that cannot be stored"));
    StoredHash blank = blank(StoredHash.formFor(bytes));
    return pool.call(() -> blank.withDigest(digest(bytes, blank)).text());
  }

  /**
   * Compares a password with a stored text. A match asks for a new hash where the stored one is of
   * lower cost or of another form than {@link #hash} would choose now: {@code $2a$}, {@code $2y$},
   * and plain hashes of passwords of 72 bytes or more, which other software cut there. Such a hash
   * matches whatever follows the 72nd byte until it was replaced. A hash of higher cost is never
   * replaced by a cheaper one, except where that makes the lost characters count.
   */
  public Verification verify(Sensitive password, String stored) {
    Optional<byte[]> bytes = PasswordText.bytes(password);
    Optional<StoredHash> hash = StoredHash.parse(stored);
    if (hash.isEmpty()) {
      LOG.log(
          Level.WARNING, "A stored password hash has an unknown form: nobody can sign in by it");
    }
    if (bytes.isEmpty() || hash.isEmpty()) {
      burn(password);
      return Verification.MISMATCH;
    }
    if (!matches(bytes.get(), hash.get())) {
      return Verification.MISMATCH;
    }
    return needsRehash(bytes.get(), hash.get())
        ? Verification.MATCH_NEEDS_REHASH
        : Verification.MATCH;
  }

  /** Does the work of a {@link #verify} that ends in a mismatch, for a user who does not exist. */
  public void burn(Sensitive password) {
    byte[] bytes = PasswordText.bytes(password).orElseGet(() -> new byte[0]);
    boolean isPlain = StoredHash.formFor(bytes) == StoredHash.Form.PLAIN;
    boolean ignored = matches(bytes, isPlain ? plainDummy : prehashedDummy);
  }

  private boolean needsRehash(byte[] password, StoredHash hash) {
    boolean sameForm = hash.form() == StoredHash.formFor(password);
    if (hash.cost() > config.cost()) {
      return !sameForm && hash.form() == StoredHash.Form.PLAIN;
    }
    return !sameForm || hash.revision() != 'b' || hash.cost() < config.cost();
  }

  private boolean matches(byte[] password, StoredHash hash) {
    return pool.call(
        () -> {
          byte[] computed = digest(password, hash).getBytes(StandardCharsets.US_ASCII);
          byte[] expected = hash.digest().getBytes(StandardCharsets.US_ASCII);
          boolean same = MessageDigest.isEqual(computed, expected);
          if (!same) {
            topUp(password, hash);
          }
          return same;
        });
  }

  /**
   * After a mismatch with a hash of cost c below the configured C: c, c+1 … C-1 make 2^C rounds
   * together with the one that was done. Else the time would tell an old account from none.
   */
  private void topUp(byte[] password, StoredHash hash) {
    byte[] key = hash.bcryptKey(password);
    for (int cost = hash.cost(); cost < config.cost(); cost++) {
      String ignored = bcrypt.apply(key, hash.bcryptSalt(cost));
    }
  }

  private String digest(byte[] password, StoredHash hash) {
    String full = bcrypt.apply(hash.bcryptKey(password), hash.bcryptSalt());
    return full.substring(full.length() - DIGEST_CHARS);
  }

  /** A hash with a new salt and no digest yet. No password has the one that stands there. */
  private StoredHash blank(StoredHash.Form form) {
    String settings = BCrypt.gensalt("$2b", config.cost(), random);
    String salt = settings.substring(settings.lastIndexOf('$') + 1);
    return new StoredHash(form, 'b', config.cost(), salt, ".".repeat(DIGEST_CHARS));
  }
}
