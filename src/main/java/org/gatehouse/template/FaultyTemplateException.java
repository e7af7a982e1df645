package org.gatehouse.template;

/** A template that cannot be used, with the line and the reason, for whoever wrote it. */
public final class FaultyTemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String reason;

  FaultyTemplateException(int line, String reason) {
    super("line " + line + ": " + reason);
    this.line = line;
    this.reason = reason;
  }

  /** The line, from 1 on. */
  public int line() {
    return line;
  }

  /** What is wrong there. */
  public String reason() {
    return reason;
  }
}
