package org.gatehouse.smtp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An open and signed-in connection to the mail server, over which mails go one after another. */
final class SmtpConnection implements AutoCloseable {
  private final SmtpConfig config;
  private final SmtpWire wire;
  private final boolean takesUnicodeAddresses;

  private SmtpConnection(SmtpConfig config, SmtpWire wire, Reply hello) {
    this.config = config;
    this.wire = wire;
    this.takesUnicodeAddresses = !hello.extension("SMTPUTF8").isEmpty();
  }

  /**
   * Connects, and signs in where there is an account.
   *
   * @param watch is handed the socket before anything is said on it, to close it in time
   */
  static SmtpConnection open(SmtpConfig config, Consumer<Socket> watch) throws SmtpException {
    Socket socket = connect(config);
    watch.accept(socket);
    @Nullable SmtpConnection opened = null;
    try {
      opened = greet(config, socket);
      return opened;
    } catch (IOException e) {
      throw broken(config, e);
    } finally {
      if (opened == null) {
        closeQuietly(socket);
      }
    }
  }

  private static Socket connect(SmtpConfig config) throws SmtpException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(config.host());
    } catch (UnknownHostException e) {
      throw new SmtpException(
          SmtpFault.UNKNOWN_HOST, "SMTP_HOST: no address is known for " + config.host(), e);
    }
    @Nullable IOException last = null;
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) config.limits().step().toMillis());
        socket.connect(
            new InetSocketAddress(address, config.port()), (int) config.limits().step().toMillis());
        return socket;
      } catch (IOException e) {
        closeQuietly(socket);
        last = e;
      }
    }
    if (last instanceof SocketTimeoutException timeout) {
      throw new SmtpException(
          SmtpFault.TIMEOUT,
          where(config) + " did not answer; a firewall may be in the way",
          timeout);
    }
    throw new SmtpException(
        SmtpFault.UNREACHABLE,
        where(config)
            + " refused the connection: SMTP_HOST or SMTP_PORT is wrong, or the server is down",
        last == null ? new IOException("no address") : last);
  }

  private static SmtpConnection greet(SmtpConfig config, Socket socket)
      throws IOException, SmtpException {
    boolean fromTheFirstByte = config.protection() == SmtpConfig.Protection.TLS;
    SmtpWire wire = new SmtpWire(fromTheFirstByte ? secure(config, socket) : socket, where(config));
    expect(config, "greeted with", greeting(config, wire));
    Reply hello = hello(config, wire);
    if (!fromTheFirstByte) {
      if (!hello.extension("STARTTLS").isEmpty()) {
        hello = startTls(config, wire);
      } else if (config.protection() == SmtpConfig.Protection.STARTTLS) {
        throw new SmtpException(
            SmtpFault.STARTTLS,
            where(config)
                + " offers no STARTTLS, and SMTP_STARTTLS=required lets no mail go in clear text");
      }
    }
    if (config.account().isPresent()) {
      SmtpAuth.signIn(config.account().get(), wire, hello, where(config));
    }
    return new SmtpConnection(config, wire, hello);
  }

  private static Reply greeting(SmtpConfig config, SmtpWire wire)
      throws IOException, SmtpException {
    try {
      return wire.reply();
    } catch (SocketTimeoutException e) {
      boolean isPlain = config.protection() != SmtpConfig.Protection.TLS;
      throw new SmtpException(
          SmtpFault.TIMEOUT,
          where(config)
              + " took the connection but said nothing"
              + (isPlain ? "; if it wants TLS from the first byte, set SMTP_SECURE=true" : ""),
          e);
    }
  }

  private static Reply hello(SmtpConfig config, SmtpWire wire) throws IOException, SmtpException {
    // RFC 5321, section 4.1.3: who has no name of their own says their address.
    InetAddress own = wire.socket().getLocalAddress();
    String address = own.getHostAddress().replaceAll("%.*", "");
    String name = own instanceof Inet6Address ? "IPv6:" + address : address;
    Reply hello = wire.ask("EHLO [" + name + "]");
    expect(config, "answered EHLO with", hello);
    return hello;
  }

  private static Reply startTls(SmtpConfig config, SmtpWire wire)
      throws IOException, SmtpException {
    Reply answer = wire.ask("STARTTLS");
    if (!answer.isOk()) {
      // Also where it is optional: who offers it and then does not want it is no honest server.
      throw new SmtpException(
          SmtpFault.STARTTLS, where(config) + " answered STARTTLS with " + answer.words());
    }
    if (wire.hasMore()) {
      throw new SmtpException(
          SmtpFault.TLS, where(config) + " said more before TLS than it may: somebody interferes");
    }
    wire.upgrade(secure(config, wire.socket()));
    // What was said before TLS does not count (RFC 3207, section 4.2).
    return hello(config, wire);
  }

  private static SSLSocket secure(SmtpConfig config, Socket socket)
      throws IOException, SmtpException {
    try {
      return Certificates.secure(socket, config);
    } catch (SSLException e) {
      for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
          throw new SmtpException(
              SmtpFault.CERTIFICATE,
              "the certificate of "
                  + where(config)
                  + " is not trusted: "
                  + String.valueOf(cause.getMessage()).replaceAll("\\s+", " "),
              e);
        }
      }
      boolean fromTheFirstByte = config.protection() == SmtpConfig.Protection.TLS;
      throw new SmtpException(
          SmtpFault.TLS,
          "no TLS with "
              + where(config)
              + " came about"
              + (fromTheFirstByte ? "; if it begins in clear text, set SMTP_SECURE=false" : ""),
          e);
    }
  }

  /**
   * Hands one mail over. After a refusal of this mail alone, the connection is good for the next.
   */
  void send(Email email) throws SmtpException {
    boolean needsUnicode = Addresses.needUnicode(config.sender().address(), email.to());
    if (needsUnicode && !takesUnicodeAddresses) {
      throw SmtpException.forGood(
          SmtpFault.RECIPIENT,
          where(config)
              + " has no SMTPUTF8: it takes no address with letters beyond ASCII before the @");
    }
    try {
      Reply sender =
          wire.ask(
              "MAIL FROM:<"
                  + config.sender().address().value()
                  + ">"
                  + (needsUnicode ? " BODY=8BITMIME SMTPUTF8" : ""));
      if (!sender.isOk()) {
        throw refused(SmtpFault.SENDER, "the sender (SENDER_EMAIL)", sender);
      }
      Reply recipient = wire.ask("RCPT TO:<" + email.to().value() + ">");
      if (!recipient.isOk()) {
        throw refused(SmtpFault.RECIPIENT, "the recipient", recipient);
      }
      Reply ready = wire.ask("DATA");
      if (ready.code() != 354) {
        throw refused(SmtpFault.MESSAGE, "the mail", ready);
      }
      Reply taken = wire.sendMessage(MimeText.of(email, config.sender()));
      if (!taken.isOk()) {
        throw refused(SmtpFault.MESSAGE, "the mail", taken);
      }
    } catch (IOException e) {
      throw broken(config, e);
    }
  }

  /** Whether the server is still there; forgets what is left of the mail before. */
  boolean isAlive() {
    try {
      return wire.ask("RSET").isOk();
    } catch (IOException | SmtpException gone) {
      return false;
    }
  }

  private SmtpException refused(SmtpFault fault, String what, Reply reply) {
    if (reply.asksForAccount()) {
      return new SmtpException(
          SmtpFault.AUTH,
          where(config)
              + " wants an account (SMTP_USER, SMTP_PASSWORD) or another one: "
              + reply.codes());
    }
    if (reply.code() == 421) {
      return new SmtpException(
          SmtpFault.SERVER, where(config) + " closes the connection: " + reply.words());
    }
    String words = where(config) + " refused " + what + ": " + reply.words();
    // A sender is refused because of a setting or an account, which somebody may repair.
    boolean isOurs =
        fault == SmtpFault.SENDER || (fault == SmtpFault.RECIPIENT && reply.isPolicy());
    return reply.isForGood() && !isOurs
        ? SmtpException.forGood(fault, words)
        : new SmtpException(fault, words);
  }

  private static void expect(SmtpConfig config, String what, Reply reply) throws SmtpException {
    if (!reply.isOk()) {
      throw new SmtpException(SmtpFault.SERVER, where(config) + " " + what + " " + reply.words());
    }
  }

  private static SmtpException broken(SmtpConfig config, IOException e) {
    return e instanceof SocketTimeoutException
        ? new SmtpException(
            SmtpFault.TIMEOUT, where(config) + " stopped answering in the middle", e)
        : new SmtpException(SmtpFault.DROPPED, "the connection to " + where(config) + " broke", e);
  }

  private static String where(SmtpConfig config) {
    return config.host() + ":" + config.port();
  }

  Socket socket() {
    return wire.socket();
  }

  /** Says good-bye, without waiting for the answer. */
  @Override
  public void close() {
    wire.sayGoodBye();
    wire.close();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      System.getLogger(SmtpConnection.class.getName())
          .log(System.Logger.Level.DEBUG, "a connection was gone already", e);
    }
  }
}
