package org.gatehouse.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.authority.Permission;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.persistence.Transactional;

/** Who may read the figures, which are those of the whole installation. */
@ApplicationScoped
@Transactional
public class Scraping {
  private final Authorities authorities;

  @Inject
  Scraping(Authorities authorities) {
    this.authorities = authorities;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Scraping() {
    this(null);
  }

  /**
   * Goes on for owners, the operator, and whoever has {@code metrics:view} somewhere.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN}
   */
  public void requireReader(Actor actor) {
    Authority authority = authorities.of(actor);
    if (!authority.isOwner() && authority.workspacesWith(Permission.METRICS_VIEW).isEmpty()) {
      throw new AuthException(ErrorCode.FORBIDDEN, "metrics:view is missing");
    }
  }
}
