package org.gatehouse.mail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An outbox that keeps its mails for a test to read; without a mail server until told otherwise.
 */
public final class TestOutbox extends Outbox {
  private final List<MailMessage> messages = new CopyOnWriteArrayList<>();
  private boolean isConfigured;

  /** From now on there is a mail server. */
  public void configure() {
    isConfigured = true;
  }

  /** One with a mail server that fails at each mail, like a full disk. */
  public static Outbox broken(RuntimeException fault) {
    return new Outbox() {
      @Override
      public boolean isConfigured() {
        return true;
      }

      @Override
      public void enqueue(MailMessage message) {
        throw fault;
      }
    };
  }

  /** What was handed in, oldest first. */
  public List<MailMessage> messages() {
    return messages;
  }

  @Override
  public boolean isConfigured() {
    return isConfigured;
  }

  @Override
  public void enqueue(MailMessage message) {
    if (isConfigured) {
      messages.add(message);
    }
  }
}
