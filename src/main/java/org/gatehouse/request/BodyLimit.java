package org.gatehouse.request;

import java.io.IOException;
import java.io.InputStream;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/** How much a client may send. */
public final class BodyLimit {
  /** No request of ours needs a tenth of it. */
  public static final int MAX_BYTES = 64 * 1024;

  /**
   * What is read and dropped of a larger body before it is refused. A server that closes with
   * unread data resets the connection, and many clients then never see the answer.
   */
  private static final int MAX_DRAINED_BYTES = 16 * 1024 * 1024;

  private BodyLimit() {}

  /**
   * Reads a whole body.
   *
   * @throws AuthException {@link ErrorCode#BODY_TOO_LARGE}
   */
  public static byte[] read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      drain(body);
      throw new AuthException(ErrorCode.BODY_TOO_LARGE, "body over the limit");
    }
    return bytes;
  }

  private static void drain(InputStream body) throws IOException {
    byte[] dropped = new byte[8192];
    int total = 0;
    for (int n = body.read(dropped); n >= 0 && total < MAX_DRAINED_BYTES; n = body.read(dropped)) {
      total += n;
    }
  }
}
