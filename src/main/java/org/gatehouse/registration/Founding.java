package org.gatehouse.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.NewUser;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.Founded;
import org.gatehouse.workspace.Workspaces;

/** The one transaction that founds an installation. */
@ApplicationScoped
class Founding {
  private final Users users;
  private final Workspaces workspaces;
  private final AuditTrail audit;

  @Inject
  Founding(Users users, Workspaces workspaces, AuditTrail audit) {
    this.users = users;
    this.workspaces = workspaces;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Founding() {
    this(null, null, null);
  }

  @Transactional
  Registered found(OwnerApplication application, String passwordHash, RequestContext origin) {
    UserView owner =
        users.create(
            new NewUser(
                UserId.random(),
                application.email(),
                application.name(),
                passwordHash,
                application.language()));
    Founded founded = workspaces.found(owner.id(), application.organizationName());
    audit.record(AuditEntry.success(AuditAction.REGISTER, origin, owner.id()));
    return new Registered(owner, founded);
  }
}
