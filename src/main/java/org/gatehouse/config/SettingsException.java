package org.gatehouse.config;

/** Some settings are wrong; the message is a list of all of them, fit for the operator's eyes. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
