package org.gatehouse.secrets.file;

import static org.gatehouse.secrets.SecretName.ENCRYPTION_KEY;

import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.secrets.MainKeyPlace;
import org.gatehouse.secrets.SecretStoreException;

/** The main key in {@code encryption.key}, and the one to come beside it. */
final class MainKeyFile implements MainKeyPlace {
  /**
   * Ends like the other files, so that what a kill leaves of its writing is removed like theirs.
   */
  static final String NEXT = "encryption.new.key";

  private final SecretDirectory directory;
  private final DirectoryLock lock;

  MainKeyFile(SecretDirectory directory, DirectoryLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  @Override
  public Optional<Sensitive> findPresent() {
    return directory.read(ENCRYPTION_KEY.fileName()).map(Sensitive::of);
  }

  @Override
  public Optional<Sensitive> findNext() {
    return directory.read(NEXT).map(Sensitive::of);
  }

  @Override
  public void keepNext(Sensitive next) {
    if (!lock.holding(() -> directory.create(NEXT, next.reveal()))) {
      throw new SecretStoreException(
          directory.file(NEXT) + " came meanwhile: is the key being changed twice at once?");
    }
  }

  /** rename(2): the old key is gone in the moment in which the new one is there. */
  @Override
  public void promoteNext() {
    lock.holding(
        () -> {
          directory.rename(NEXT, ENCRYPTION_KEY.fileName());
          return NEXT;
        });
  }
}
