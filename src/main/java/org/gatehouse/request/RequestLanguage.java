package org.gatehouse.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import org.gatehouse.kernel.Languages;

/** The language in which somebody wants to be written to (RFC 9110, section 12.5.4). */
public final class RequestLanguage {
  private RequestLanguage() {}

  /** The first of ours that the client accepts; English without the header, or without any. */
  public static Locale of(HttpServletRequest request) {
    // Without the header, the servlet API speaks the language of the server.
    return request.getHeader("Accept-Language") == null
        ? Locale.ENGLISH
        : Languages.firstOf(Collections.list(request.getLocales()));
  }
}
