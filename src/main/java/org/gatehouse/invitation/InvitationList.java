package org.gatehouse.invitation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kernel.EmailAddress;

/** Reads invitations with the names that people know. */
final class InvitationList {
  private static final String SELECT =
      """
      select i.id, u.email, w.id, w.name, r.id, r.name, i.status, i.created_at, i.expires_at
      from invitation i
      join gatehouse_user u on u.id = i.user_id
      join workspace w on w.id = i.workspace_id
      join role r on r.id = i.role_id
      """;

  private final EntityManager entityManager;

  InvitationList(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  InvitationView get(UUID id, Instant now) {
    Query query = entityManager.createNativeQuery(SELECT + " where i.id = ?");
    return view(query.setParameter(1, id).getSingleResult(), now);
  }

  /**
   * Newest first.
   *
   * @param workspaces only those of these
   */
  List<InvitationView> page(
      Optional<List<UUID>> workspaces, Optional<UUID> after, int limit, Instant now) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder(SELECT).append(" where 1 = 1");
    workspaces.ifPresent(
        ids -> {
          sql.append(" and i.workspace_id in (")
              .append(String.join(",", Collections.nCopies(ids.size(), "?")))
              .append(")");
          parameters.addAll(ids);
        });
    after.ifPresent(
        id -> {
          sql.append(
              " and exists (select 1 from invitation p where p.id = ? and"
                  + " (i.created_at < p.created_at or (i.created_at = p.created_at and i.id < p.id)))");
          parameters.add(id);
        });
    sql.append(" order by i.created_at desc, i.id desc fetch first ")
        .append(limit)
        .append(" rows only");
    Query query = entityManager.createNativeQuery(sql.toString());
    for (int i = 0; i < parameters.size(); i++) {
      query.setParameter(i + 1, parameters.get(i));
    }
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> view(row, now)).toList();
  }

  private static InvitationView view(Object row, Instant now) {
    Object[] columns = (Object[]) row;
    InvitationStatus stored = InvitationStatus.valueOf((String) columns[6]);
    Instant expiresAt = instant(columns[8]);
    boolean isOver = stored == InvitationStatus.PENDING && !now.isBefore(expiresAt);
    return new InvitationView(
        (UUID) columns[0],
        new EmailAddress((String) columns[1]),
        (UUID) columns[2],
        (String) columns[3],
        (UUID) columns[4],
        (String) columns[5],
        isOver ? InvitationStatus.EXPIRED : stored,
        instant(columns[7]),
        expiresAt);
  }

  private static Instant instant(Object millis) {
    return Instant.ofEpochMilli(((Number) millis).longValue());
  }
}
