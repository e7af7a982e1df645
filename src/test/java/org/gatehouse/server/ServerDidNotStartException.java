package org.gatehouse.server;

/** The server ended, refused the WAR or did not answer in time; the message ends with its log. */
public final class ServerDidNotStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int TAIL = 12_000;

  private final String output;

  ServerDidNotStartException(String reason, String output) {
    super(reason + "\n" + output.substring(Math.max(0, output.length() - TAIL)));
    this.output = output;
  }

  /** Everything that the server wrote. */
  public String output() {
    return output;
  }
}
