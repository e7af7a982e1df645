package org.gatehouse.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.Credential;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.Workspaces;
import org.jspecify.annotations.Nullable;

/** The transactions of HTTP Basic. */
@ApplicationScoped
@Transactional
class BasicLookup {
  private final Users users;
  private final Workspaces workspaces;
  private final AuditTrail audit;
  private final PrincipalNames names;

  @Inject
  BasicLookup(Users users, Workspaces workspaces, AuditTrail audit, PrincipalNames names) {
    this.users = users;
    this.workspaces = workspaces;
    this.audit = audit;
    this.names = names;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected BasicLookup() {
    this(null, null, null, null);
  }

  /** The user with the roles of this moment, if the credential still stands. */
  Optional<BasicIdentity> identityOf(Credential checked) {
    return users
        .findUnchanged(checked)
        .map(
            user ->
                new BasicIdentity(
                    names.of(user),
                    workspaces.membershipOf(user.id(), user.defaultWorkspace()).groups(),
                    user.id()));
  }

  void recordFailure(String username, RequestContext origin) {
    @Nullable UserId user =
        EmailAddress.parse(username)
            .flatMap(users::findCredential)
            .map(Credential::user)
            .orElse(null);
    audit.record(AuditEntry.failure(AuditAction.BASIC, origin, user, "refused"));
  }
}
