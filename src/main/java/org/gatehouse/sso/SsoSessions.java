package org.gatehouse.sso;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.crypto.SealException;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.SessionId;
import org.gatehouse.persistence.Transactional;
import org.jspecify.annotations.Nullable;

/** Which logins an identity has opened; joins the caller's transaction. */
@ApplicationScoped
@Transactional
public class SsoSessions {
  private static final String OF_IDENTITY =
      "select s.session_id from sso_session s join sso_identity i on i.id = s.identity_id"
          + " where i.issuer = ?";

  private final EntityManager entityManager;
  private final SecretBox box;

  @Inject
  SsoSessions(EntityManager entityManager, SecretBox box) {
    this.entityManager = entityManager;
    this.box = box;
  }

  /** By which provider a login was opened, and what that knows it by. */
  public record Opened(ProviderName provider, ProviderLogin login) {}

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected SsoSessions() {
    this(null, null);
  }

  /** Remembers that the identity has opened the login. */
  public void opened(SessionId session, Vouched who) {
    // The rows that this one refers to may not be written yet.
    entityManager.flush();
    entityManager
        .createNativeQuery(
            "insert into sso_session (session_id, identity_id, sid, id_token_sealed)"
                + " select ?, id, nullif(?, ''), nullif(?, '') from sso_identity"
                + " where issuer = ? and subject = ?")
        .setParameter(1, session.value())
        .setParameter(2, who.login().session().orElse(""))
        .setParameter(
            3, who.login().idToken().map(token -> box.seal(nameOf(session), token)).orElse(""))
        .setParameter(4, who.issuer())
        .setParameter(5, who.subject())
        .executeUpdate();
  }

  private static String nameOf(SessionId session) {
    return "id token " + session;
  }

  /** By whom a login was opened; empty for one that no provider has opened. */
  public Optional<Opened> opener(SessionId session) {
    List<?> rows =
        entityManager
            .createNativeQuery(
                "select i.provider, s.sid, s.id_token_sealed from sso_session s"
                    + " join sso_identity i on i.id = s.identity_id where s.session_id = ?")
            .setParameter(1, session.value())
            .getResultList();
    return rows.stream()
        .map(row -> (@Nullable Object[]) row)
        .map(
            columns ->
                new Opened(
                    ProviderName.valueOf(String.valueOf(columns[0])),
                    new ProviderLogin(
                        Optional.ofNullable((String) columns[1]),
                        Optional.ofNullable((String) columns[2])
                            .flatMap(text -> unsealed(session, text)))))
        .findFirst();
  }

  /** Without it, the provider asks the person: no reason to keep anybody from signing out. */
  private Optional<Sensitive> unsealed(SessionId session, String text) {
    try {
      return Optional.of(box.open(nameOf(session), text));
    } catch (SealException lost) {
      return Optional.empty();
    }
  }

  /** Lets go of what the provider knows the login by: it is over. */
  public void forget(SessionId session) {
    entityManager
        .createNativeQuery("update sso_session set id_token_sealed = null where session_id = ?")
        .setParameter(1, session.value())
        .executeUpdate();
  }

  /** The logins that a sign-out at the provider is to end. */
  public List<SessionId> of(SignedOut who) {
    @Nullable String subject = who.subject().orElse(null);
    @Nullable String sid = who.session().orElse(null);
    Query query =
        entityManager.createNativeQuery(
            OF_IDENTITY
                + (subject == null ? "" : " and i.subject = ?")
                + (sid == null ? "" : " and s.sid = ?"));
    query.setParameter(1, who.issuer());
    if (subject != null) {
      query.setParameter(2, subject);
    }
    if (sid != null) {
      query.setParameter(subject == null ? 2 : 3, sid);
    }
    return sessions(query);
  }

  /** The logins that an identity has opened. */
  public List<SessionId> of(UUID identity) {
    return sessions(
        entityManager
            .createNativeQuery("select session_id from sso_session where identity_id = ?")
            .setParameter(1, identity));
  }

  private static List<SessionId> sessions(Query query) {
    List<?> ids = query.getResultList();
    return ids.stream().map(id -> new SessionId((UUID) id)).toList();
  }
}
