package org.gatehouse.credential;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.sso.RoundTrip;
import org.gatehouse.sso.RoundTrips;
import org.gatehouse.web.OwnCookie;

/**
 * The cookies that carry round trips to identity providers, one each, so that several tabs do not
 * get in each other's way. Browsers send all of them with each request: only the newest few are
 * kept, and no more than fits into a request beside the cookies of a login.
 */
public final class RoundTripCookies {
  private static final int MOST = 5;

  /** Servers take 8 KB of headers, of which the cookies of a login are about two. */
  private static final int MOST_CHARACTERS = 4000;

  private static final String NAME = "gatehouse-sso-";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final RoundTrips trips;
  private final boolean secure;

  /** Plain or secure cookies. */
  public RoundTripCookies(RoundTrips trips, boolean secure) {
    this.trips = trips;
    this.secure = secure;
  }

  private record Pending(String id, int length, RoundTrip trip) {}

  /** {@code Set-Cookie} values for a new one, and to remove those that are over or too many. */
  public List<String> add(HttpServletRequest request, RoundTrip trip) {
    String value = trips.seal(trip);
    List<String> lines = new ArrayList<>();
    lines.add(
        cookie(RoundTrips.idOf(trip.challenge().state()).orElseThrow())
            .line(value, "; Max-Age=" + RoundTrips.LIFE.toSeconds()));
    int count = 1;
    int characters = value.length();
    for (Pending older : pending(request, lines)) {
      count++;
      characters += older.length();
      if (count > MOST || characters > MOST_CHARACTERS) {
        lines.add(gone(older.id()));
      }
    }
    return lines;
  }

  /** The newest first; those that are over are removed. */
  private List<Pending> pending(HttpServletRequest request, List<String> lines) {
    List<Pending> pending = new ArrayList<>();
    for (String id : ids(request)) {
      Optional<Pending> found =
          cookie(id)
              .values(request)
              .flatMap(
                  value ->
                      trips.open(value).map(trip -> new Pending(id, value.length(), trip)).stream())
              .findFirst();
      found.ifPresentOrElse(pending::add, () -> lines.add(gone(id)));
    }
    pending.sort(Comparator.comparing((Pending one) -> one.trip().startedAt()).reversed());
    return pending;
  }

  private List<String> ids(HttpServletRequest request) {
    String prefix = cookie("").name();
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? List.of()
        : Arrays.stream(cookies)
            .map(Cookie::getName)
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .filter(id -> ID.matcher(id).matches())
            .distinct()
            .toList();
  }

  /** The round trip of this state, if the browser has begun it and it is not over. */
  public Optional<RoundTrip> find(HttpServletRequest request, Sensitive state) {
    return RoundTrips.idOf(state).stream()
        .flatMap(id -> cookie(id).values(request))
        .flatMap(value -> trips.open(value).stream())
        .filter(trip -> trip.challenge().state().equals(state))
        .findFirst();
  }

  /** {@code Set-Cookie} values to remove the one of this state: it is used once. */
  public List<String> remove(Sensitive state) {
    return RoundTrips.idOf(state).map(this::gone).stream().toList();
  }

  private String gone(String id) {
    return cookie(id).line("", "; Max-Age=0");
  }

  private OwnCookie cookie(String id) {
    return OwnCookie.named(NAME + id, secure);
  }
}
