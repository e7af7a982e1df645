package org.gatehouse.sso;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.UUID;
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

  @Inject
  SsoSessions(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected SsoSessions() {
    this(null);
  }

  /** Remembers that the identity has opened the login. */
  public void opened(SessionId session, Vouched who) {
    // The rows that this one refers to may not be written yet.
    entityManager.flush();
    entityManager
        .createNativeQuery(
            "insert into sso_session (session_id, identity_id, sid)"
                + " select ?, id, nullif(?, '') from sso_identity where issuer = ? and subject = ?")
        .setParameter(1, session.value())
        .setParameter(2, who.session().orElse(""))
        .setParameter(3, who.issuer())
        .setParameter(4, who.subject())
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
