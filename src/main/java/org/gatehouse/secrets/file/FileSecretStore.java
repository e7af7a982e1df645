package org.gatehouse.secrets.file;

import static org.gatehouse.secrets.SecretName.ENCRYPTION_KEY;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.crypto.SealException;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.secrets.MainKeyPlace;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.SecretStore;
import org.gatehouse.secrets.SecretStoreException;

/**
 * Secrets as files of one directory, one a {@link SecretName}: {@code encryption.key} holds the
 * main key as text (new: base64 of 32 bytes; older ones: any text, see {@link SecretBox#under}),
 * the others are JWE under that key, each bound to its own name. A plain-text file of the older
 * layout is read and encrypted in place. Whatever cannot be read, opened or trusted stops the start
 * with a {@link SecretStoreException}. Safe for many threads and processes.
 */
public final class FileSecretStore implements SecretStore {
  private static final Logger LOG = System.getLogger(FileSecretStore.class.getName());

  /** A writer holds the lock for milliseconds; whoever needs longer is stuck. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Pattern BASE64URL_AND_DOTS = Pattern.compile("[A-Za-z0-9_.-]*");

  private final SecretDirectory directory;
  private final DirectoryLock lock;
  private final Optional<Sensitive> overwriteKey;

  private FileSecretStore(
      SecretDirectory directory, Optional<Sensitive> overwriteKey, Duration patience) {
    this.directory = directory;
    this.lock = new DirectoryLock(directory, patience);
    this.overwriteKey = overwriteKey.filter(key -> !key.reveal().isBlank());
  }

  /**
   * Opens the directory, makes it (0700) if it is not there, and removes what a killed start has
   * left. Where every secret is there already, nothing is written, so the directory may be
   * read-only.
   *
   * @param overwriteKey the main encryption key if it comes from the settings: {@code
   *     encryption.key} is then neither read nor written
   * @throws SecretStoreException if the directory cannot be used
   */
  public static FileSecretStore open(Path directory, Optional<Sensitive> overwriteKey) {
    return open(directory, overwriteKey, PATIENCE);
  }

  static FileSecretStore open(Path path, Optional<Sensitive> overwriteKey, Duration patience) {
    SecretDirectory directory = SecretDirectory.open(path);
    FileSecretStore store = new FileSecretStore(directory, overwriteKey, patience);
    if (!directory.findLeftovers().isEmpty()) {
      store.lock.holding(
          () -> {
            directory.removeLeftovers();
            return directory;
          });
    }
    return store;
  }

  @Override
  public Optional<Sensitive> find(SecretName name) {
    if (name == ENCRYPTION_KEY) {
      return mainKey();
    }
    Optional<String> text = directory.read(name.fileName());
    if (text.isPresent() && !looksSealed(name, text.get())) {
      return lock.holding(() -> findAndEncrypt(name));
    }
    return text.map(jwe -> unseal(name, jwe));
  }

  @Override
  public Sensitive createIfAbsent(SecretName name, Sensitive candidate) {
    return lock.holding(
        () -> {
          if (name == ENCRYPTION_KEY) {
            return mainKey().orElseGet(() -> createMainKey(candidate));
          }
          return findAndEncrypt(name).orElseGet(() -> createSealed(name, candidate));
        });
  }

  /** The main key as a file, for a change of it; no setting plays a part. */
  public MainKeyPlace mainKeyFile() {
    return new MainKeyFile(directory, lock);
  }

  /**
   * Encrypts every file anew, one after the other. Files that are so already are left alone, so
   * that it can be done again after a kill. Works also while the main key is being changed.
   *
   * @param afterEach called after each file that was written
   * @return how many were written
   * @throws SecretStoreException if one can be opened under neither key
   */
  public int reseal(SecretBox old, SecretBox next, Runnable afterEach) {
    int written = 0;
    for (SecretName name : SecretName.values()) {
      if (name != ENCRYPTION_KEY && lock.holding(() -> reseal(name, old, next))) {
        afterEach.run();
        written++;
      }
    }
    return written;
  }

  private boolean reseal(SecretName name, SecretBox old, SecretBox next) {
    Optional<String> text = directory.read(name.fileName());
    if (text.isEmpty()) {
      return false;
    }
    Sensitive plain;
    if (looksSealed(name, text.get())) {
      try {
        next.open(name.name(), text.get());
        return false;
      } catch (SealException notYet) {
        plain = unseal(name, text.get(), old);
      }
    } else {
      plain = Sensitive.of(text.get());
      requireUsable(name, plain);
    }
    directory.replace(name.fileName(), next.seal(name.name(), plain));
    return true;
  }

  private Optional<Sensitive> mainKey() {
    if (overwriteKey.isPresent()) {
      return overwriteKey;
    }
    if (directory.read(MainKeyFile.NEXT).isPresent()) {
      throw new SecretStoreException(
          "a change of the main encryption key was begun and not finished: "
              + directory.file(MainKeyFile.NEXT)
              + " is the new one. With no server running, run \"gatehouse secrets reencrypt\" again"
              + " until it says that it is done; see docs/secrets.md.");
    }
    Optional<String> text = directory.read(ENCRYPTION_KEY.fileName());
    if (text.isPresent() && looksSealed(ENCRYPTION_KEY, text.get())) {
      throw new SecretStoreException(
          directory.file(ENCRYPTION_KEY.fileName())
              + " holds an encrypted text in place of the main encryption key. Put the right file"
              + " back.");
    }
    return text.map(Sensitive::of);
  }

  private Sensitive createMainKey(Sensitive candidate) {
    for (SecretName name : SecretName.values()) {
      Optional<String> text =
          name == ENCRYPTION_KEY ? Optional.empty() : directory.read(name.fileName());
      if (text.isPresent() && looksSealed(name, text.get())) {
        throw mainKeyMissing(name);
      }
    }
    if (!directory.create(ENCRYPTION_KEY.fileName(), candidate.reveal())) {
      return mainKey().orElseThrow(() -> vanished(ENCRYPTION_KEY));
    }
    return candidate;
  }

  private Sensitive createSealed(SecretName name, Sensitive candidate) {
    if (!directory.create(name.fileName(), box().seal(name.name(), candidate))) {
      return findAndEncrypt(name).orElseThrow(() -> vanished(name));
    }
    return candidate;
  }

  /** The box to seal with, under the lock: the first secret brings the main key with it. */
  private SecretBox box() {
    return SecretBox.under(
        mainKey().orElseGet(() -> createMainKey(SecretBox.newKey(new SecureRandom()))));
  }

  /** Reads again, since another start may have been quicker, and leaves nothing in plain text. */
  private Optional<Sensitive> findAndEncrypt(SecretName name) {
    Optional<String> text = directory.read(name.fileName());
    if (text.isEmpty() || looksSealed(name, text.get())) {
      return text.map(jwe -> unseal(name, jwe));
    }
    Sensitive plain = Sensitive.of(text.get());
    requireUsable(name, plain);
    directory.replace(name.fileName(), box().seal(name.name(), plain));
    LOG.log(Level.INFO, "{0} was plain text: it is encrypted now", directory.file(name.fileName()));
    return Optional.of(plain);
  }

  private void requireUsable(SecretName name, Sensitive plain) {
    Optional<String> mainKey = directory.read(ENCRYPTION_KEY.fileName());
    if (plain.utf8().length < name.minimumBytes()) {
      throw new SecretStoreException(
          directory.file(name.fileName())
              + " holds fewer than "
              + name.minimumBytes()
              + " bytes. Write a longer random text into it, or delete it, and one is made.");
    }
    if (overwriteKey.or(() -> mainKey.map(Sensitive::of)).filter(plain::equals).isPresent()) {
      throw new SecretStoreException(
          directory.file(name.fileName())
              + " holds the main encryption key. Put the right file back, or delete this one.");
    }
  }

  private Sensitive unseal(SecretName name, String jwe) {
    return unseal(
        name, jwe, mainKey().map(SecretBox::under).orElseThrow(() -> mainKeyMissing(name)));
  }

  private Sensitive unseal(SecretName name, String jwe, SecretBox box) {
    try {
      return box.open(name.name(), jwe);
    } catch (SealException e) {
      throw new SecretStoreException(
          directory.file(name.fileName()) + " " + explain(e.reason()), e);
    }
  }

  private static String explain(SealException.Reason reason) {
    return switch (reason) {
      case DAMAGED ->
          "is damaged. Restore it from a backup; if there is none, delete it, and a new secret is"
              + " made: what was signed or digested with the old one is then void.";
      case UNKNOWN_KEY ->
          "was encrypted under another main key. Give back that encryption.key or"
              + " SECRETKEY_OVERWRITE; if it is lost, delete this file, and a new secret is made.";
      case WRONG_NAME ->
          "holds the secret of another file. Put the right file back, or delete this one.";
    };
  }

  /**
   * Whether a text is, or once was, an encrypted one. Only what surely is not counts as plain text
   * of the older layout: a damaged JWE must not become a secret. A main key may be any text, and an
   * issuer a URL with four dots; colons, slashes and spaces occur in no JWE.
   */
  private static boolean looksSealed(SecretName name, String text) {
    if (text.startsWith("eyJ") || name == ENCRYPTION_KEY) {
      return text.startsWith("eyJ");
    }
    boolean fiveParts = text.chars().filter(c -> c == '.').count() == 4;
    boolean jweLetters = BASE64URL_AND_DOTS.matcher(text).matches();
    boolean mayBeAddress = name.defaultValue().isPresent();
    return (fiveParts && (jweLetters || !mayBeAddress)) || (jweLetters && text.contains(".."));
  }

  private SecretStoreException mainKeyMissing(SecretName name) {
    return new SecretStoreException(
        directory.file(ENCRYPTION_KEY.fileName())
            + " is missing, but "
            + name.fileName()
            + " was encrypted under it. Restore it, or set SECRETKEY_OVERWRITE to what it held; if"
            + " it is lost, delete the encrypted files, and new secrets are made.");
  }

  private SecretStoreException vanished(SecretName name) {
    return new SecretStoreException(
        directory.file(name.fileName()) + " came and went while the server started. Start again.");
  }
}
