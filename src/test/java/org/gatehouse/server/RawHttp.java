package org.gatehouse.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Requests that no HTTP client would send, written to the socket as they stand. */
public final class RawHttp {
  private static final int LIMIT_MILLIS = 30_000;

  private RawHttp() {}

  /**
   * Sends the request and reads until the server closes the connection; ask it to with {@code
   * Connection: close}.
   *
   * @param request ISO 8859-1, lines ended by CR LF where HTTP wants them
   * @return the answer as ISO 8859-1, empty if the connection was closed without one
   */
  public static String exchange(RunningServer server, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(LIMIT_MILLIS);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        socket.getInputStream().transferTo(answer);
      } catch (SocketException closedByServer) {
        // A reset while it refuses the rest of a request; what came before it is the answer.
        return answer.toString(StandardCharsets.ISO_8859_1);
      }
      return answer.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
