package org.gatehouse.mail;

import java.util.Locale;

/** The languages that there are texts in. */
enum MailLanguage {
  EN,
  DE;

  /** That of somebody who reads this one; English where there are no texts in it. */
  static MailLanguage of(Locale locale) {
    return locale.getLanguage().equals("de") ? DE : EN;
  }

  /** Its tag, and the name of its folder. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
