package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.onetimetoken.OneTimeTokenView;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.NewPerson;
import org.gatehouse.user.UserLifeCycle;
import org.gatehouse.user.UserStatus;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.Founded;
import org.gatehouse.workspace.Memberships;

/**
 * Accepting an invitation: the link is used, the account made active or left as it is, and the
 * membership begins, all in one transaction. Whatever is wrong is one and the same refusal, {@link
 * ErrorCode#INVALID_TEMPORARY_TOKEN}, and uses nothing up.
 */
@ApplicationScoped
@Transactional
public class Acceptance {
  private final EntityManager entityManager;
  private final Authorities authorities;
  private final OneTimeTokens tokens;
  private final Users users;
  private final UserLifeCycle lifeCycle;
  private final Memberships memberships;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  Acceptance(
      EntityManager entityManager,
      Authorities authorities,
      OneTimeTokens tokens,
      Users users,
      UserLifeCycle lifeCycle,
      Memberships memberships,
      AuditTrail audit,
      Clock clock) {
    this.entityManager = entityManager;
    this.authorities = authorities;
    this.tokens = tokens;
    this.users = users;
    this.lifeCycle = lifeCycle;
    this.memberships = memberships;
    this.audit = audit;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Acceptance() {
    this(null, null, null, null, null, null, null, null);
  }

  /**
   * What a link stands for.
   *
   * @param isNew whether the address has no account yet that could sign in
   */
  public record Offer(EmailAddress email, String workspaceName, boolean isNew) {}

  /** Who has joined, and where. */
  public record Joined(UserView user, Founded membership) {}

  /** What a living link stands for, which it stays: a scanner of mail may look at it. */
  public Optional<Offer> look(Sensitive token) {
    return tokens.find(Purpose.INVITATION, token).flatMap(this::offer);
  }

  private Optional<Offer> offer(OneTimeTokenView token) {
    return alive(token.subject())
        .flatMap(
            invitation ->
                users
                    .find(invitation.user())
                    .filter(user -> isFor(user, token))
                    .flatMap(
                        user ->
                            memberships
                                .findWorkspace(invitation.workspace())
                                .map(
                                    place ->
                                        new Offer(
                                            token.email(),
                                            place.name(),
                                            user.status() == UserStatus.INVITED))));
  }

  /**
   * Accepts for somebody new, who chooses a name and a password.
   *
   * @param email what they say their address is: the invited one, or nothing happens
   */
  public Joined acceptAsNew(
      Sensitive token, EmailAddress email, NewPerson person, RequestContext origin) {
    Used used = use(token);
    if (!used.user().email().equals(email)) {
      throw refused("another address");
    }
    UserView active =
        lifeCycle
            .activate(used.user().id(), person)
            .orElseThrow(() -> refused("the account waits for nobody"));
    return join(used.invitation(), active, origin);
  }

  /** Accepts for an address that has an active account. */
  public Joined accept(Sensitive token, RequestContext origin) {
    Used used = use(token);
    if (!used.user().isActive()) {
      throw refused("the account is not active");
    }
    return join(used.invitation(), used.user(), origin);
  }

  private record Used(Invitation invitation, UserView user) {}

  private Used use(Sensitive token) {
    authorities.oneAtATime();
    OneTimeTokenView used =
        tokens.use(Purpose.INVITATION, token).orElseThrow(() -> refused("no living token"));
    Invitation invitation =
        alive(used.subject()).orElseThrow(() -> refused("the invitation is over"));
    UserView user =
        users
            .find(invitation.user())
            .filter(account -> isFor(account, used))
            .orElseThrow(() -> refused("the address has moved"));
    return new Used(invitation, user);
  }

  /** An account that was given another address since is not the one that was invited. */
  private static boolean isFor(UserView user, OneTimeTokenView token) {
    return user.exists() && user.email().equals(token.email());
  }

  private Joined join(Invitation invitation, UserView user, RequestContext origin) {
    if (memberships.find(invitation.workspace(), user.id()).isPresent()) {
      throw refused("a member already");
    }
    Founded membership =
        memberships.join(
            user.id(),
            memberships
                .findWorkspace(invitation.workspace())
                .orElseThrow(() -> refused("the workspace is gone")),
            invitation.role());
    invitation.close(InvitationStatus.ACCEPTED, now());
    audit.record(
        AuditEntry.success(AuditAction.INVITATION_ACCEPT, origin, user.id())
            .at(invitation.workspace())
            .on(invitation.id()));
    return new Joined(user, membership);
  }

  private Optional<Invitation> alive(UUID id) {
    return Optional.ofNullable(entityManager.find(Invitation.class, id))
        .filter(invitation -> invitation.isAlive(now()));
  }

  private static AuthException refused(String detail) {
    return new AuthException(ErrorCode.INVALID_TEMPORARY_TOKEN, detail);
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
