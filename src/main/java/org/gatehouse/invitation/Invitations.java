package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.Authority;
import org.gatehouse.authority.Permission;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.EmailAddress;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.UserId;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.role.RoleView;
import org.gatehouse.role.Roles;
import org.gatehouse.user.UserLifeCycle;
import org.gatehouse.user.UserView;
import org.gatehouse.user.Users;
import org.gatehouse.workspace.Members;
import org.gatehouse.workspace.Memberships;
import org.gatehouse.workspace.WorkspaceView;

/** Inviting, inviting again and taking back, by those who may bring people into a workspace. */
@ApplicationScoped
@Transactional
public class Invitations {
  private static final String[] NEEDED = {Permission.WORKSPACE_ADD_USER, Permission.USERS_MANAGE};

  private final EntityManager entityManager;
  private final Authorities authorities;
  private final Memberships memberships;
  private final Members members;
  private final Roles roles;
  private final Users users;
  private final UserLifeCycle lifeCycle;
  private final OneTimeTokens tokens;
  private final InvitationLetters letters;
  private final InvitationConfig config;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  Invitations(
      EntityManager entityManager,
      Authorities authorities,
      Memberships memberships,
      Members members,
      Roles roles,
      Users users,
      UserLifeCycle lifeCycle,
      OneTimeTokens tokens,
      InvitationLetters letters,
      InvitationConfig config,
      AuditTrail audit,
      Clock clock) {
    this.entityManager = entityManager;
    this.authorities = authorities;
    this.memberships = memberships;
    this.members = members;
    this.roles = roles;
    this.users = users;
    this.lifeCycle = lifeCycle;
    this.tokens = tokens;
    this.letters = letters;
    this.config = config;
    this.audit = audit;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected Invitations() {
    this(null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /**
   * Invites an address into a workspace. One that is invited there already is invited anew: with
   * this role, and a link that retires the older ones.
   *
   * @throws AuthException {@link ErrorCode#NOT_FOUND} for a workspace that the caller does not see;
   *     {@link ErrorCode#FORBIDDEN} for a role that they may not give
   */
  public InviteOutcome invite(Actor actor, UUID workspace, UUID roleId, EmailAddress email) {
    Authority authority = authorities.forDeed(actor);
    authority.require(workspace, NEEDED);
    WorkspaceView place = memberships.findWorkspace(workspace).orElseThrow(Authority::notFound);
    RoleView role = grantable(authority, workspace, roleId);
    UserView account = lifeCycle.findOrInvite(email);
    if (memberships.find(workspace, account.id()).isPresent()) {
      return new InviteOutcome.AlreadyMember();
    }
    Instant expiresAt = now().plus(config.lifetime());
    Optional<Invitation> open = findOpen(workspace, account.id());
    Invitation invitation =
        open.orElseGet(
            () ->
                new Invitation(workspace, account.id(), role.id(), actor.user(), now(), expiresAt));
    if (open.isPresent()) {
      invitation.renew(role.id(), actor.user(), expiresAt);
    } else {
      entityManager.persist(invitation);
    }
    entityManager.flush();
    record(
        open.isPresent() ? AuditAction.INVITATION_RESEND : AuditAction.INVITATION_SEND,
        actor,
        invitation);
    return sent(actor, invitation, account, place);
  }

  /**
   * Goes on only if the caller may invite into this workspace, to this role.
   *
   * @throws AuthException as {@link #invite}
   */
  public void requireMayInvite(Actor actor, UUID workspace, UUID roleId) {
    Authority authority = authorities.of(actor);
    authority.require(workspace, NEEDED);
    if (memberships.findWorkspace(workspace).isEmpty()) {
      throw Authority.notFound();
    }
    RoleView unused = grantable(authority, workspace, roleId);
  }

  /** A role that the caller may give there; who is yet to come is no owner. */
  private RoleView grantable(Authority authority, UUID workspace, UUID roleId) {
    RoleView role = roles.named(roleId);
    members.requireMayGrant(authority, workspace, null, role);
    return role;
  }

  private InviteOutcome.Invited sent(
      Actor actor, Invitation invitation, UserView account, WorkspaceView place) {
    Optional<Sensitive> link = letters.send(invitation.id(), account, place, actor);
    return new InviteOutcome.Invited(
        new InvitationList(entityManager).get(invitation.id(), now()), link);
  }

  /**
   * The invitations of the workspaces into which the caller may bring people, newest first.
   *
   * @param workspace only those of this one
   */
  public List<InvitationView> list(
      Actor actor, Optional<UUID> workspace, Optional<UUID> after, int limit) {
    Authority authority = authorities.of(actor);
    Optional<List<UUID>> reach;
    if (workspace.isPresent()) {
      authority.require(workspace.get(), NEEDED);
      reach = workspace.map(List::of);
    } else {
      authority.requireSomewhere(NEEDED);
      reach = authority.reachOf(NEEDED);
    }
    return new InvitationList(entityManager).page(reach, after, limit, now());
  }

  /**
   * Sends an open invitation again, also an expired one: with a new link, which retires the older.
   *
   * @throws AuthException {@link ErrorCode#CONFLICT} if it was accepted or taken back
   */
  public InviteOutcome.Invited resend(Actor actor, UUID id) {
    Authority authority = authorities.forDeed(actor);
    Invitation invitation = pending(authority, id);
    RoleView role = grantable(authority, invitation.workspace(), invitation.role());
    invitation.renew(role.id(), actor.user(), now().plus(config.lifetime()));
    entityManager.flush();
    record(AuditAction.INVITATION_RESEND, actor, invitation);
    WorkspaceView place =
        memberships.findWorkspace(invitation.workspace()).orElseThrow(Authority::notFound);
    UserView account = users.find(invitation.user()).orElseThrow(Authority::notFound);
    return sent(actor, invitation, account, place);
  }

  /**
   * Takes an open invitation back.
   *
   * @throws AuthException as {@link #resend}
   */
  public void revoke(Actor actor, UUID id) {
    Authority authority = authorities.forDeed(actor);
    Invitation invitation = pending(authority, id);
    invitation.close(InvitationStatus.REVOKED, now());
    tokens.retire(Purpose.INVITATION, id);
    entityManager.flush();
    record(AuditAction.INVITATION_REVOKE, actor, invitation);
  }

  private Invitation pending(Authority authority, UUID id) {
    Invitation invitation = entityManager.find(Invitation.class, id);
    if (invitation == null) {
      throw Authority.notFound();
    }
    authority.require(invitation.workspace(), NEEDED);
    if (!invitation.isPending()) {
      throw new AuthException(ErrorCode.CONFLICT, "the invitation is over");
    }
    return invitation;
  }

  /** Closes every open invitation of an account that ends. */
  public void closeAllOf(UserId user) {
    entityManager
        .createQuery(
            "select i from Invitation i where i.userId = :user and i.status = :pending",
            Invitation.class)
        .setParameter("user", user.value())
        .setParameter("pending", InvitationStatus.PENDING)
        .getResultList()
        .forEach(
            invitation -> {
              invitation.close(InvitationStatus.REVOKED, now());
              tokens.retire(Purpose.INVITATION, invitation.id());
            });
    entityManager.flush();
  }

  private Optional<Invitation> findOpen(UUID workspace, UserId user) {
    return entityManager
        .createQuery("select i from Invitation i where i.openKey = :key", Invitation.class)
        .setParameter("key", Invitation.openKey(workspace, user))
        .getResultStream()
        .findFirst();
  }

  private void record(AuditAction action, Actor actor, Invitation invitation) {
    audit.record(
        AuditEntry.deed(action, actor)
            .to(invitation.user())
            .at(invitation.workspace())
            .on(invitation.id()));
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
