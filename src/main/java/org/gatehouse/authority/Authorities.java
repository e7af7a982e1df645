package org.gatehouse.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.jspecify.annotations.Nullable;

/** Reads what somebody may do. Join it from the transaction of the deed. */
@ApplicationScoped
@Transactional
public class Authorities {
  private static final String READ =
      """
      select o.role_id, m.workspace_id, m.role_id, r.permissions
      from gatehouse_user u
      left join organization_member o on o.user_id = u.id
      left join (
        workspace_member m
        join workspace w on w.id = m.workspace_id
        join role r on r.id = m.role_id
      ) on m.user_id = u.id and w.organization_id = o.organization_id
      where u.id = ? and u.status = 'ACTIVE'
      order by w.created_at, w.id
      """;

  private final EntityManager entityManager;

  @Inject
  Authorities(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Authorities() {
    this(null);
  }

  /**
   * What the caller may see.
   *
   * @throws AuthException {@link ErrorCode#UNAUTHENTICATED} if the account is no longer active
   */
  public Authority of(Actor actor) {
    UserId user = actor.user();
    if (user == null) {
      return new Authority(actor, true, Map.of());
    }
    List<?> rows =
        entityManager.createNativeQuery(READ).setParameter(1, user.value()).getResultList();
    if (rows.isEmpty()) {
      throw new AuthException(ErrorCode.UNAUTHENTICATED, "the account is not active");
    }
    boolean isOwner = false;
    Map<UUID, Authority.Held> roles = new LinkedHashMap<>();
    for (Object row : rows) {
      @Nullable Object[] columns = (Object[]) row;
      isOwner = GeneralRole.OWNER.equals(columns[0]);
      if (columns[1] instanceof UUID workspace && columns[2] instanceof UUID role) {
        roles.put(workspace, new Authority.Held(role, PermissionSet.parse((String) columns[3])));
      }
    }
    return new Authority(actor, isOwner, roles);
  }

  /** The same for a deed that changes who may do what, or who there is: one at a time. */
  public Authority forDeed(Actor actor) {
    oneAtATime();
    return of(actor);
  }

  /**
   * Waits until every other deed is done, and makes others wait for the end of this transaction.
   * The row of the installation is the lock: administration is rare, and rules such as "the last
   * owner stays" or "nobody grants what they do not hold" compare many rows, of which none could be
   * locked alone.
   */
  public void oneAtATime() {
    List<?> unused =
        entityManager
            .createNativeQuery("select id from installation where id = 1 for update")
            .getResultList();
  }

  /** The organization of this installation; the first owner has founded it. */
  public UUID organization() {
    return (UUID)
        entityManager
            .createNativeQuery("select organization_id from installation")
            .getSingleResult();
  }
}
