package org.gatehouse.profile.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.login.SignOut;
import org.gatehouse.profile.OwnSession;
import org.gatehouse.session.SessionView;
import org.gatehouse.session.Sessions;
import org.gatehouse.web.PageView;

/** One's own logins, as the page shows and ends them. */
@ApplicationScoped
class OwnLogins {
  /** The others end together; nobody looks for one among more. */
  private static final int MOST = 20;

  /** A page without scripts does not know where on earth somebody is. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Sessions sessions;
  private final SignOut signOut;

  @Inject
  OwnLogins(Sessions sessions, SignOut signOut) {
    this.sessions = sessions;
    this.signOut = signOut;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected OwnLogins() {
    this(null, null);
  }

  /** The page with the logins: the one of this browser first, then the newest. */
  PageView on(PageView page, OwnSession own) {
    List<SessionView> open = sessions.openOf(own.user(), Optional.empty(), MOST + 1);
    List<SessionView> shown = new ArrayList<>();
    own.session().flatMap(sessions::findOpen).ifPresent(shown::add);
    open.stream().limit(MOST).filter(session -> !isCurrent(session, own)).forEach(shown::add);
    return page.with("sessions", shown.stream().map(session -> row(session, own)).toList())
        .with("others", shown.size() > own.session().map(current -> 1).orElse(0))
        .with("more", open.size() > MOST);
  }

  private static boolean isCurrent(SessionView session, OwnSession own) {
    return own.session().equals(Optional.of(session.id()));
  }

  private static Map<String, Object> row(SessionView session, OwnSession own) {
    return Map.of(
        "id",
        session.id().toString(),
        "device",
        DeviceName.of(session.agent()),
        "address",
        session.address(),
        "since",
        time(session.createdAt()),
        "seen",
        time(session.lastSeenAt()),
        "current",
        isCurrent(session, own));
  }

  private static String time(Instant moment) {
    return TIME.format(moment);
  }

  /** Ends one; what is none of one's own is passed over, as it may have ended by itself. */
  void end(OwnSession own, String session) {
    try {
      boolean unused = signOut.endOne(own.user(), SessionId.parse(session), own.origin());
    } catch (IllegalArgumentException noId) {
      // as if it had ended
    }
  }

  /** Ends all but the one of this browser. */
  void endOthers(OwnSession own) {
    signOut.endAll(own.user(), own.session(), own.origin());
  }
}
