package org.gatehouse.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server on the loopback, without TLS, that keeps what it is sent. */
public final class PostOffice implements AutoCloseable {
  private static final long PATIENCE_IN_SECONDS = 20;
  private static final Pattern LINK = Pattern.compile("http\\S+\\?token=([\\w-]+)");

  private final int port;
  private GreenMail greenMail;

  private PostOffice(int port) {
    this.port = port;
    this.greenMail = greenMail(port);
  }

  /** One that is open. */
  public static PostOffice open() {
    PostOffice office = closed();
    office.greenMail.start();
    return office;
  }

  /** One where nobody answers until it is {@link #reopen reopened}. */
  public static PostOffice closed() {
    return new PostOffice(Installation.freePort());
  }

  private static GreenMail greenMail(int port) {
    return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  }

  /** Opens, and has forgotten what was there before. */
  public void reopen() {
    greenMail = greenMail(port);
    greenMail.start();
  }

  /** This launch, with Gatehouse's mail coming here. */
  public Launch serve(Launch launch) {
    return launch
        .with("SMTP_HOST", "127.0.0.1")
        .with("SMTP_PORT", Integer.toString(port))
        .with("SMTP_SECURE", "false")
        .with("SMTP_STARTTLS", "optional")
        .with("SENDER_EMAIL", "gate@example.org");
  }

  /** What has come for an address until now, oldest first. */
  public List<MimeMessage> mailsTo(String address) {
    List<MimeMessage> mails = new ArrayList<>();
    for (MimeMessage mail : all()) {
      if (recipient(mail).equals(address)) {
        mails.add(mail);
      }
    }
    return mails;
  }

  /** Everything that has come until now. */
  public List<MimeMessage> all() {
    return List.of(greenMail.getReceivedMessages());
  }

  /** The text of the mail of this number, from 1, to an address; waits for it. */
  public String text(String address, int number) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS);
    while (mailsTo(address).size() < number) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no mail " + number + " to " + address);
      }
      pause();
    }
    try {
      MimeMultipart parts = (MimeMultipart) mailsTo(address).get(number - 1).getContent();
      return (String) parts.getBodyPart(0).getContent();
    } catch (IOException | MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** The link of such a mail. */
  public String link(String address, int number) {
    return link(address, number, 0);
  }

  /** The token of such a mail. */
  public String token(String address, int number) {
    return link(address, number, 1);
  }

  private String link(String address, int number, int group) {
    String text = text(address, number);
    Matcher link = LINK.matcher(text);
    if (!link.find()) {
      throw new AssertionError("no link: " + text);
    }
    return link.group(group);
  }

  /** To whom a mail goes. */
  public static String recipient(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    greenMail.stop();
  }
}
