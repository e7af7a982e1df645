package org.gatehouse.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on loopback that does what a test tells it, also what no honest one does. Commands
 * have their usual answers unless {@link #answer told otherwise}.
 */
public final class ScriptedMailServer implements AutoCloseable {
  /** Instead of an answer: the connection breaks. */
  public static final String DROP = "drop";

  /** Instead of an answer: nothing, as long as the client waits. */
  public static final String SILENCE = "silence";

  /** Instead of an answer: a byte now and then, which keeps every timeout for reading away. */
  public static final String DRIP = "drip";

  private final ServerSocket listener;
  private final @Nullable SSLContext tls;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile CountDownLatch gathering = new CountDownLatch(0);
  private volatile List<String> extensions = List.of("scripted");

  /** Listens on a free port, or on this one where it is not 0; in clear text at first. */
  public ScriptedMailServer(int port, @Nullable SSLContext tls) throws IOException {
    this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.tls = tls;
    Thread thread = new Thread(this::listen, "scripted-mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Listens on a free port. */
  public ScriptedMailServer() throws IOException {
    this(0, null);
  }

  /** What EHLO is answered with. */
  public ScriptedMailServer offering(String... names) {
    extensions = Stream.concat(Stream.of("scripted"), Stream.of(names)).toList();
    return this;
  }

  /**
   * From now on, commands that begin so have this answer; {@code .} is the end of a message, and
   * {@code greeting} comes before the first command.
   */
  public ScriptedMailServer answer(String command, String reply) {
    answers.put(command, reply);
    return this;
  }

  /** Greets nobody before so many have connected. */
  public void gather(int clients) {
    gathering = new CountDownLatch(clients);
  }

  /** The usual answer again. */
  public void forget(String command) {
    answers.remove(command);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Every command so far. */
  public List<String> commands() {
    return commands;
  }

  /** Every message that was taken, as it came over the wire. */
  public List<String> messages() {
    return messages;
  }

  /** How often somebody connected. */
  public int connections() {
    return connections.get();
  }

  /** Breaks every connection. */
  public void dropAll() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        gathering.countDown();
        sockets.add(socket);
        Thread thread = new Thread(() -> serve(socket), "scripted-mail-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket accepted) {
    try (Socket socket = accepted) {
      gathering.await();
      converse(socket);
    } catch (IOException | InterruptedException gone) {
      // The client is; the test looks at what the client makes of it.
    }
  }

  private void converse(Socket plain) throws IOException {
    Socket socket = plain;
    BufferedReader in = reader(socket);
    OutputStream out = socket.getOutputStream();
    boolean open = say(out, answers.getOrDefault("greeting", "220 scripted"));
    while (open) {
      String command = in.readLine();
      if (command == null) {
        return;
      }
      commands.add(command);
      String reply = answerTo(command, usual(command));
      open = say(out, reply);
      if (reply.startsWith("354")) {
        String message = readMessage(in);
        String end = answerTo(".", "250 taken");
        if (end.startsWith("2")) {
          messages.add(message);
        }
        open = say(out, end);
      } else if (command.equals("STARTTLS") && reply.startsWith("220") && tls != null) {
        SSLSocket secured =
            (SSLSocket) tls.getSocketFactory().createSocket(socket, null, port(), true);
        secured.setUseClientMode(false);
        socket = secured;
        in = reader(socket);
        out = socket.getOutputStream();
      }
      open = open && !command.equals("QUIT");
    }
  }

  private String answerTo(String command, String usual) {
    return answers.entrySet().stream()
        .filter(entry -> command.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(usual);
  }

  private String usual(String command) {
    return switch (command.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
      case "EHLO" -> "250-" + String.join("\r\n250-", extensions) + "\r\n250 HELP";
      case "DATA" -> "354 go on";
      case "STARTTLS" -> "220 ready";
      case "AUTH" -> "235 welcome";
      case "QUIT" -> "221 bye";
      default -> "250 fine";
    };
  }

  private static String readMessage(BufferedReader in) throws IOException {
    StringBuilder message = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      message.append(line).append("\r\n");
    }
    return message.toString();
  }

  private static boolean say(OutputStream out, String reply) throws IOException {
    try {
      switch (reply) {
        case DROP -> {
          return false;
        }
        case SILENCE -> Thread.sleep(60_000);
        case DRIP -> {
          for (int i = 0; i < 600; i++) {
            out.write("250-slow\r\n".charAt(i % 10));
            out.flush();
            Thread.sleep(50);
          }
        }
        default -> {
          out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    listener.close();
    dropAll();
  }
}
