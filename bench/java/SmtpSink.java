import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A mail server that takes everything: {@code SmtpSink <port> <count>} prints, when that many mails
 * are there, their number and the milliseconds since the first of them.
 */
public final class SmtpSink {
  private static long begin;
  private static int mails;

  /** Ends with the last mail. */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[1]);
    try (ServerSocket server =
        new ServerSocket(
            Integer.parseInt(arguments[0]), 50, InetAddress.getByName("127.0.0.1"))) {
      while (true) {
        Socket socket = server.accept();
        Thread conversation = new Thread(() -> talk(socket, count));
        conversation.setDaemon(true);
        conversation.start();
      }
    }
  }

  private static void talk(Socket socket, int count) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream()) {
      say(out, "220 sink");
      boolean isData = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (isData && !line.equals(".")) {
          continue;
        }
        if (isData) {
          isData = false;
          say(out, "250 taken");
          took(count);
        } else if (line.startsWith("DATA")) {
          isData = true;
          say(out, "354 go on");
        } else {
          say(out, line.startsWith("QUIT") ? "221 bye" : "250 ok");
        }
      }
    } catch (java.io.IOException gone) {
      // The server closed the connection.
    }
  }

  private static synchronized void took(int count) {
    if (mails == 0) {
      begin = System.nanoTime();
    }
    if (++mails == count) {
      System.out.println(mails + " " + (System.nanoTime() - begin) / 1_000_000);
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }

  private static void say(OutputStream out, String line) throws java.io.IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private SmtpSink() {}
}
