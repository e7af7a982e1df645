package org.gatehouse.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.persistence.Transactional;
import org.jspecify.annotations.Nullable;

/**
 * Lists and searches accounts, a page at a time along an index: by address; in a search, those
 * whose address begins so come first, then those whose name does, by name.
 */
@ApplicationScoped
@Transactional
public class UserDirectory {
  private static final String IN_WORKSPACES =
      " and u.id in (select m.userId from WorkspaceMember m where m.workspaceId in :workspaces)";

  private final EntityManager entityManager;

  @Inject
  UserDirectory(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected UserDirectory() {
    this(null);
  }

  /** One page; empty after an account that is unknown. */
  public List<UserView> list(UserQuery query) {
    @Nullable User last = null;
    if (query.after().isPresent()) {
      last = entityManager.find(User.class, query.after().get().value());
      if (last == null) {
        return List.of();
      }
    }
    if (query.prefix().isEmpty()) {
      return byEmail(query, last, Optional.empty(), query.limit());
    }
    String prefix = User.searchable(query.prefix().get());
    Optional<String> end = end(prefix);
    if (prefix.isEmpty() || end.isEmpty()) {
      return List.of();
    }
    Range range = new Range(prefix, end.get());
    List<UserView> page = new ArrayList<>();
    if (last == null || range.holds(last.view().email().value())) {
      page.addAll(byEmail(query, last, Optional.of(range), query.limit()));
      last = null;
    }
    if (page.size() < query.limit()) {
      page.addAll(byName(query, last, range, query.limit() - page.size()));
    }
    return page;
  }

  private record Range(String from, String to) {
    boolean holds(String text) {
      return text.startsWith(from);
    }
  }

  private List<UserView> byEmail(
      UserQuery query, @Nullable User last, Optional<Range> range, int limit) {
    Map<String, Object> parameters = new HashMap<>();
    StringBuilder where = new StringBuilder(filter(query, parameters));
    range.ifPresent(
        r -> {
          where.append(" and u.email >= :from and u.email < :to");
          parameters.put("from", r.from());
          parameters.put("to", r.to());
        });
    if (last != null) {
      where.append(" and u.email > :last");
      parameters.put("last", last.view().email().value());
    }
    return run(where + " order by u.email", parameters, limit);
  }

  private List<UserView> byName(UserQuery query, @Nullable User last, Range range, int limit) {
    Map<String, Object> parameters = new HashMap<>();
    StringBuilder where = new StringBuilder(filter(query, parameters));
    where.append(
        " and u.nameSearch >= :from and u.nameSearch < :to"
            + " and not (u.email >= :from and u.email < :to)");
    parameters.put("from", range.from());
    parameters.put("to", range.to());
    if (last != null) {
      where.append(
          " and (u.nameSearch > :last or (u.nameSearch = :last and u.id > :lastId))"
              + " and u.nameSearch >= :last");
      parameters.put("last", User.searchable(last.view().name()));
      parameters.put("lastId", last.view().id().value());
    }
    return run(where + " order by u.nameSearch, u.id", parameters, limit);
  }

  private static String filter(UserQuery query, Map<String, Object> parameters) {
    parameters.put("statuses", query.statuses());
    String filter = " where u.status in :statuses";
    if (query.workspaces().isEmpty()) {
      return filter;
    }
    parameters.put("workspaces", query.workspaces().get());
    return filter + IN_WORKSPACES;
  }

  private List<UserView> run(String where, Map<String, Object> parameters, int limit) {
    TypedQuery<User> query =
        entityManager.createQuery("select u from User u" + where, User.class).setMaxResults(limit);
    parameters.forEach(query::setParameter);
    return query.getResultList().stream().map(User::view).toList();
  }

  /**
   * The least text that is greater than all that begin with the prefix. A range and not LIKE: the
   * letters {@code %} and {@code _} are only letters, and any database walks an index for it.
   */
  private static Optional<String> end(String prefix) {
    int last =
        prefix.isEmpty() ? Character.MAX_CODE_POINT : prefix.codePointBefore(prefix.length());
    if (last == Character.MAX_CODE_POINT) {
      return Optional.empty();
    }
    // Half of a surrogate pair is no text.
    int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
    String head = prefix.substring(0, prefix.length() - Character.charCount(last));
    return Optional.of(head + Character.toString(next));
  }
}
