package org.gatehouse.mail;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.gatehouse.crypto.SealException;
import org.gatehouse.persistence.Unavailability;
import org.gatehouse.smtp.Delivery;
import org.gatehouse.smtp.Email;
import org.gatehouse.smtp.SmtpClient;
import org.gatehouse.smtp.SmtpConfig;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is in the outbox, on one thread of this node. A mail is marked as sent right after the
 * server has taken it, each in a transaction of its own: whoever kills the process in between makes
 * one mail go out twice, with the same Message-ID, and no other.
 */
public final class MailWorker {
  private static final System.Logger LOG = System.getLogger(MailWorker.class.getName());

  static final int BATCH = 20;

  /** Longer than one mail can take, so that nobody else has it while we still try. */
  static final Duration LEASE = Duration.ofMinutes(2);

  /**
   * For mails that wait after a failure, and those of a node that died: new ones ring the bell. One
   * query of an index, and no write.
   */
  private static final Duration POLL = Duration.ofSeconds(2);

  private static final Duration STOPPING = Duration.ofSeconds(3);

  private final OutboxQueue queue;
  private final MailWriter writer;
  private final MailConfig config;
  private final MailBell bell;
  private final Clock clock;

  private volatile boolean stopped;
  private boolean isOut;
  private @Nullable Thread thread;
  private @Nullable SmtpClient client;

  /** Sends nothing yet. */
  public MailWorker(
      OutboxQueue queue, MailWriter writer, MailConfig config, MailBell bell, Clock clock) {
    this.queue = queue;
    this.writer = writer;
    this.config = config;
    this.bell = bell;
    this.clock = clock;
  }

  /** Begins, if there is a mail server. */
  public void start() {
    if (config.smtp().isPresent()) {
      SmtpConfig smtp = config.smtp().get();
      SmtpClient opened = new SmtpClient(smtp);
      Thread started = new Thread(() -> work(opened, smtp), "gatehouse-mail");
      started.setDaemon(true);
      started.setContextClassLoader(MailWorker.class.getClassLoader());
      client = opened;
      thread = started;
      started.start();
    }
  }

  /** Ends after the mail that is being sent, or in the middle of it if that takes long. */
  public void stop() {
    stopped = true;
    bell.ring();
    try {
      if (thread != null) {
        thread.join(STOPPING.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (client != null) {
      client.abort();
    }
  }

  private void work(SmtpClient smtp, SmtpConfig settings) {
    try (smtp) {
      while (!stopped) {
        if (!turn(smtp, settings)) {
          smtp.closeIfIdle();
          bell.await(POLL);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends one batch; false if there was none. */
  private boolean turn(SmtpClient smtp, SmtpConfig settings) {
    try {
      List<LeasedMail> batch = queue.lease(BATCH, LEASE);
      send(batch, smtp, settings);
      return !batch.isEmpty();
    } catch (RuntimeException e) {
      if (!stopped && !Unavailability.isOne(e)) {
        // The database may be back at the next turn; until then the leases run out.
        LOG.log(Level.WARNING, "The outbox cannot be worked on", e);
      }
      return false;
    }
  }

  private void send(List<LeasedMail> batch, SmtpClient smtp, SmtpConfig settings) {
    Delivery.@Nullable Failed outage = null;
    for (LeasedMail mail : batch) {
      if (stopped || isNearlyOver(mail, settings)) {
        queue.giveBack(mail);
      } else if (outage != null) {
        // The others would find out the same, each after its own timeout.
        MailStatus unused = queue.failed(mail, false, outage.words());
      } else {
        outage = send(mail, smtp);
      }
    }
  }

  private boolean isNearlyOver(LeasedMail mail, SmtpConfig settings) {
    return clock.instant().plus(settings.limits().mail()).isAfter(mail.leasedUntil());
  }

  /** Returns why no other mail can be sent now either. */
  private Delivery.@Nullable Failed send(LeasedMail mail, SmtpClient smtp) {
    Email email;
    try {
      email = writer.write(mail);
    } catch (SealException e) {
      giveUp(mail, "what it says cannot be decrypted: the main encryption key is another one");
      return null;
    } catch (RuntimeException e) {
      // Without the exception's own text, which may hold what the mail says.
      giveUp(mail, "its text could not be made: " + e.getClass().getSimpleName());
      return null;
    }
    Delivery delivery = smtp.send(email);
    if (delivery instanceof Delivery.Failed failed) {
      if (stopped) {
        queue.giveBack(mail);
        return failed;
      }
      MailStatus status = queue.failed(mail, failed.forGood(), failed.words());
      if (status == MailStatus.PARKED) {
        logGivenUp(mail);
      }
      if (failed.fault().concernsAll()) {
        if (!isOut) {
          LOG.log(Level.WARNING, "Mail has to wait: {0}", failed.words());
        }
        isOut = true;
        return failed;
      }
      return null;
    }
    queue.sent(mail);
    if (isOut) {
      LOG.log(Level.INFO, "Mail is sent again");
    }
    isOut = false;
    return null;
  }

  private void giveUp(LeasedMail mail, String problem) {
    MailStatus unused = queue.failed(mail, true, problem);
    logGivenUp(mail);
  }

  private static void logGivenUp(LeasedMail mail) {
    LOG.log(Level.WARNING, "A mail was given up: {0}, {1}; see the outbox", mail.kind(), mail.id());
  }
}
