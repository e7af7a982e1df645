package org.gatehouse.smtp;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends mails over one connection, which is kept open between them for a while. For one thread at a
 * time; a second thread of its own ends what takes too long, since a socket has no timeout for
 * writing, and one for each reading only.
 */
public final class SmtpClient implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SmtpClient.class.getName());

  /** Servers close earliest after 5 minutes (RFC 5321, section 4.5.3.2.7), relays much earlier. */
  private static final Duration KEPT_OPEN = Duration.ofSeconds(10);

  private final SmtpConfig config;
  private final ScheduledExecutorService watch;
  private final AtomicReference<@Nullable Socket> watched = new AtomicReference<>();
  private @Nullable SmtpConnection connection;
  private long lastUse;

  /** Connects to nobody yet. */
  public SmtpClient(SmtpConfig config) {
    this.config = config;
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "gatehouse-mail-watch");
              thread.setDaemon(true);
              thread.setContextClassLoader(SmtpClient.class.getClassLoader());
              return thread;
            });
  }

  /** Sends a mail now. */
  public Delivery send(Email email) {
    AtomicBoolean late = new AtomicBoolean();
    Future<?> end =
        watch.schedule(
            () -> {
              late.set(true);
              closeQuietly(watched.get());
            },
            config.limits().mail().toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      trySend(email);
      lastUse = System.nanoTime();
      return new Delivery.Taken();
    } catch (SmtpException e) {
      LOG.log(Level.DEBUG, "a mail was not taken", e);
      if (e.fault().concernsAll()) {
        hangUp();
      }
      lastUse = System.nanoTime();
      return late.get()
          ? new Delivery.Failed(
              SmtpFault.TIMEOUT,
              false,
              config.host() + ":" + config.port() + " is too slow: a mail was given up half-way")
          : e.delivery();
    } finally {
      end.cancel(false);
    }
  }

  private void trySend(Email email) throws SmtpException {
    SmtpConnection open = connection;
    if (open != null) {
      watched.set(open.socket());
      // A server may have closed it meanwhile, with or without a word. That is no failure of this
      // mail; and a mail whose text had gone out already would not be begun again here.
      if (open.isAlive()) {
        open.send(email);
        return;
      }
      hangUp();
    }
    SmtpConnection fresh = SmtpConnection.open(config, watched::set);
    connection = fresh;
    watched.set(fresh.socket());
    fresh.send(email);
  }

  /** Ends the connection if nothing has been sent for a while. */
  public void closeIfIdle() {
    if (connection != null && System.nanoTime() - lastUse >= KEPT_OPEN.toNanos()) {
      hangUp();
    }
  }

  private void hangUp() {
    @Nullable SmtpConnection closing = connection;
    connection = null;
    if (closing != null) {
      closing.close();
    }
  }

  /** Breaks the connection, whatever is being said on it; for any thread. */
  public void abort() {
    closeQuietly(watched.get());
  }

  /** Ends the connection and the second thread. */
  @Override
  public void close() {
    hangUp();
    watch.shutdownNow();
  }

  private static void closeQuietly(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection was gone already", e);
    }
  }
}
