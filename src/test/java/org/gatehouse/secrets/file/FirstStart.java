package org.gatehouse.secrets.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.secrets.Secrets;

/** One server start in a process of its own: says r, waits for a byte, prints a digest. */
final class FirstStart {
  private FirstStart() {}

  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    System.out.print('r');
    System.out.flush();
    if (System.in.read() < 0) {
      throw new IllegalStateException("nobody said go");
    }
    Path directory = Path.of(args[0]);
    System.out.print(
        digest(
            Secrets.open(
                name -> Optional.empty(), FileSecretStore.open(directory, Optional.empty()))));
  }

  static String digest(Secrets secrets) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (SecretName name : SecretName.values()) {
      digest.update(secrets.get(name).reveal().getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
