package org.gatehouse.web;

import java.time.Duration;
import java.util.Optional;

/**
 * What people are told instead of a status code.
 *
 * @param title a few words
 * @param text what it means for them, and what to do
 */
record ErrorWords(String title, String text) {
  static ErrorWords of(int status, Optional<Duration> wait) {
    return switch (status) {
      case 401 -> new ErrorWords("Please sign in", "This page is for people who have signed in.");
      case 403 -> new ErrorWords("No access", "You may not see this page.");
      case 404 ->
          new ErrorWords("Not found", "There is no page at this address. It may have moved.");
      case 405 -> new ErrorWords("Not possible", "This page cannot be used in that way.");
      case 413 -> new ErrorWords("Too much", "What was sent is larger than 64 KiB.");
      case 429 ->
          new ErrorWords("Too many attempts", "Please try again " + WaitingTime.words(wait) + ".");
      case 503 ->
          new ErrorWords("Busy", "Very much is going on right now. Please try again in a moment.");
      default ->
          status >= 500
              ? new ErrorWords("Something went wrong", "It was not your fault. Please try again.")
              : new ErrorWords("Not understood", "The server cannot do anything with that.");
    };
  }
}
