package org.gatehouse.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.Credential;
import org.gatehouse.user.UserLifeCycle;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.Memberships;
import org.gatehouse.workspace.Workspaces;

/**
 * Makes somebody an owner, for an installation whose owners are all gone, locked out or disabled.
 * Therefore it also opens an account that was disabled or waits for its person: whoever reads the
 * server's files decides over everything in them, and nobody else may be left to do it.
 */
@ApplicationScoped
@Transactional
public class OwnerRescue {
  private final Authorities authorities;
  private final Users users;
  private final UserLifeCycle lifeCycle;
  private final Workspaces workspaces;
  private final Memberships memberships;
  private final PasswordLinks links;
  private final AuditTrail audit;

  @Inject
  OwnerRescue(
      Authorities authorities,
      Users users,
      UserLifeCycle lifeCycle,
      Workspaces workspaces,
      Memberships memberships,
      PasswordLinks links,
      AuditTrail audit) {
    this.authorities = authorities;
    this.users = users;
    this.lifeCycle = lifeCycle;
    this.workspaces = workspaces;
    this.memberships = memberships;
    this.links = links;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected OwnerRescue() {
    this(null, null, null, null, null, null, null);
  }

  /**
   * Makes the account of this address an active owner, and the account where there is none.
   *
   * @throws AuthException {@link ErrorCode#CONFLICT} before the first owner has set up
   */
  public Rescued makeOwner(Actor operator, EmailAddress email) {
    authorities.oneAtATime();
    if (!workspaces.isFounded()) {
      throw AuthException.withReasons(ErrorCode.CONFLICT, Refusals.notFounded());
    }
    Optional<Credential> known = users.findCredential(email);
    UserId user = known.map(Credential::user).orElseGet(() -> lifeCycle.findOrInvite(email).id());
    if (known.isPresent() && known.get().status() == UserStatus.DISABLED) {
      audit.record(AuditEntry.deed(AuditAction.USER_ENABLE, operator).to(user));
    }
    lifeCycle.open(user);
    if (!workspaces.isOwner(user)) {
      memberships.joinFirst(user);
      memberships.makeOwner(user);
      audit.record(AuditEntry.deed(AuditAction.OWNER_ADD, operator).to(user));
    }
    UserView owner = users.find(user).orElseThrow();
    // Asked anew: an account whose address was never proved has lost its password.
    boolean hasPassword = users.findCredential(email).map(Credential::passwordHash).isPresent();
    return new Rescued(
        owner,
        known.isEmpty(),
        hasPassword ? Optional.empty() : Optional.of(links.issue(operator, owner)));
  }
}
