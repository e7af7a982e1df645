package org.gatehouse.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** Lines on a socket: commands out, replies in. */
final class SmtpWire implements AutoCloseable {
  /** RFC 5321, section 4.5.3.1.5, has 512; servers with long names of extensions say more. */
  private static final int MAX_LINE = 4096;

  private static final int MAX_LINES = 200;

  private final String where;
  private Socket socket;
  private InputStream in;
  private OutputStream out;

  SmtpWire(Socket socket, String where) throws IOException {
    this.where = where;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  Socket socket() {
    return socket;
  }

  /** Goes on in TLS. */
  void upgrade(SSLSocket secured) throws IOException {
    this.socket = secured;
    this.in = new BufferedInputStream(secured.getInputStream());
    this.out = new BufferedOutputStream(secured.getOutputStream());
  }

  /**
   * Whether more has come than was read. After the answer to STARTTLS that is what somebody on the
   * way wants us to take for said in TLS (CVE-2011-0411 and its kin).
   */
  boolean hasMore() throws IOException {
    return in.available() > 0;
  }

  /** One command and its answer. */
  Reply ask(String command) throws IOException, SmtpException {
    send(command);
    return reply();
  }

  private void send(String command) throws IOException {
    if (command.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
      throw new IllegalArgumentException("a command with a line break or a control character");
    }
    out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** A message and its end (RFC 5321, section 4.5.2), and the answer. */
  Reply sendMessage(String message) throws IOException, SmtpException {
    String stuffed = message.replace("\r\n.", "\r\n..");
    out.write((stuffed.startsWith(".") ? "." + stuffed : stuffed).getBytes(StandardCharsets.UTF_8));
    out.write("\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return reply();
  }

  /** The next answer. */
  Reply reply() throws IOException, SmtpException {
    List<String> lines = new ArrayList<>();
    int code = 0;
    boolean more = true;
    while (more) {
      String line = line();
      boolean isReply =
          line.length() >= 3
              && line.chars().limit(3).allMatch(c -> c >= '0' && c <= '9')
              && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
      if (!isReply || lines.size() >= MAX_LINES) {
        throw new SmtpException(
            SmtpFault.SERVER, "what answers at " + where + " does not speak SMTP");
      }
      code = Integer.parseInt(line.substring(0, 3));
      lines.add(line.length() > 4 ? line.substring(4) : "");
      more = line.length() > 3 && line.charAt(3) == '-';
    }
    return new Reply(code, lines);
  }

  private String line() throws IOException, SmtpException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (line.size() >= MAX_LINE) {
        throw new SmtpException(
            SmtpFault.SERVER, "what answers at " + where + " does not speak SMTP");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Says that nothing more comes; whether anybody hears it does not matter. */
  void sayGoodBye() {
    try {
      send("QUIT");
    } catch (IOException e) {
      System.getLogger(SmtpWire.class.getName())
          .log(System.Logger.Level.DEBUG, "the mail server was gone already", e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      System.getLogger(SmtpWire.class.getName())
          .log(System.Logger.Level.DEBUG, "a connection to the mail server was gone already", e);
    }
  }
}
