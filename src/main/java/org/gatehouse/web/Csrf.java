package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.crypto.PurposeMac;
import org.gatehouse.kernel.Sensitive;
import org.jspecify.annotations.Nullable;

/**
 * Tells our own forms from those that another site made a browser send, without a session: a cookie
 * holds a random value with its code, and each form the code of the same value for another purpose.
 * Nobody else can make either, or one of them from the other. All tabs of a browser share the
 * cookie, so they all work.
 *
 * <p>The origin of the form is looked at first (RFC 6454): whoever can plant cookies, from a
 * neighbouring host or port, stops there.
 */
public final class Csrf {
  /** The hidden field of each form. */
  static final String FIELD = "csrf";

  private final OwnCookie cookie;
  private final Set<String> origins;
  private final Codes codes;
  private final List<Codes> accepted;
  private final SecureRandom random;

  /** What a form is worth. */
  enum Verdict {
    /** It is ours. */
    OURS,
    /** It comes from another address, or the browser does not say from where. */
    FOREIGN,
    /** The browser has sent no cookie of ours. */
    WITHOUT_COOKIE,
    /** The cookie is a newer one, or the field is not ours. */
    STALE
  }

  /** The codes under one secret. */
  private record Codes(PurposeMac cookie, PurposeMac field) {
    static Codes under(Sensitive secret) {
      return new Codes(new PurposeMac(secret, "CSRF cookie"), new PurposeMac(secret, "CSRF field"));
    }
  }

  /** What a cookie holds, and the codes that it was made with. */
  private record Value(String text, Codes codes) {
    String field() {
      return codes.field().of(text);
    }
  }

  /**
   * With these keys.
   *
   * @param secret {@code EXPRESS_SESSION_SECRET}
   * @param previous the one before: what was made with it is still ours
   * @param origins from which forms are accepted
   */
  public Csrf(
      Sensitive secret,
      Optional<Sensitive> previous,
      boolean secure,
      Set<String> origins,
      SecureRandom random) {
    this.cookie = OwnCookie.named("gatehouse-csrf", secure);
    this.origins = Set.copyOf(origins);
    this.codes = Codes.under(secret);
    this.accepted = Stream.concat(Stream.of(codes), previous.stream().map(Codes::under)).toList();
    this.random = random;
  }

  /** The value of the hidden field for this browser, which is given a cookie if it has none. */
  String field(HttpServletRequest request, HttpServletResponse response) {
    return values(request)
        .findFirst()
        .orElseGet(
            () -> {
              Value value = new Value(OpaqueToken.random(random).value().reveal(), codes);
              response.addHeader("Set-Cookie", line(value));
              return value;
            })
        .field();
  }

  Verdict judge(HttpServletRequest request, Form form) {
    if (!isFromOurPage(request)) {
      return Verdict.FOREIGN;
    }
    if (values(request).findAny().isEmpty()) {
      return Verdict.WITHOUT_COOKIE;
    }
    String field = form.text(FIELD);
    return values(request).anyMatch(value -> value.codes().field().matches(value.text(), field))
        ? Verdict.OURS
        : Verdict.STALE;
  }

  /** Browsers send Origin with every form; only some privacy tools take it away. */
  private boolean isFromOurPage(HttpServletRequest request) {
    @Nullable String origin = request.getHeader("Origin");
    if (origin != null) {
      return origins.contains(origin);
    }
    @Nullable String referer = request.getHeader("Referer");
    return referer != null && origins.stream().anyMatch(ours -> referer.startsWith(ours + "/"));
  }

  /** For the life of the browser's session; a form that is older gets a new one. */
  private String line(Value value) {
    return cookie.line(value.text() + "." + value.codes().cookie().of(value.text()), "");
  }

  /** All that are ours: a planted cookie of the same name must not hide them. */
  private Stream<Value> values(HttpServletRequest request) {
    return cookie.values(request).flatMap(this::value);
  }

  private Stream<Value> value(String text) {
    String[] parts = text.split("\\.", -1);
    return parts.length == 2
        ? accepted.stream()
            .filter(made -> made.cookie().matches(parts[0], parts[1]))
            .map(made -> new Value(parts[0], made))
        : Stream.empty();
  }
}
