package org.gatehouse.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.junit.jupiter.api.Test;

class BodyLimitTest {
  @Test
  void readWhenAtTheLimitThenAllOfIt() throws IOException {
    assertEquals(65_536, BodyLimit.read(new ByteArrayInputStream(new byte[65_536])).length);
    assertEquals(0, BodyLimit.read(InputStream.nullInputStream()).length);
  }

  @Test
  void readWhenOverTheLimitThenRefusedAndTheRestIsDrained() throws IOException {
    try (InputStream body = new ByteArrayInputStream(new byte[1_000_000])) {
      AuthException refused = assertThrows(AuthException.class, () -> BodyLimit.read(body));
      assertEquals(ErrorCode.BODY_TOO_LARGE, refused.code());
      assertEquals(-1, body.read());
    }
  }

  @Test
  void readWhenBodyNeverEndsThenGivesUp() throws IOException {
    AtomicLong read = new AtomicLong();
    try (InputStream endless = endless(read)) {
      assertThrows(AuthException.class, () -> BodyLimit.read(endless));
    }
    assertTrue(read.get() < 17L * 1024 * 1024, "read " + read.get());
  }

  private static InputStream endless(AtomicLong read) {
    return new InputStream() {
      @Override
      public int read() {
        read.incrementAndGet();
        return 'x';
      }

      @Override
      public int read(byte[] into, int from, int length) {
        read.addAndGet(length);
        return length;
      }
    };
  }
}
