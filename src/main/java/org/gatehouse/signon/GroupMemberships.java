package org.gatehouse.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.audit.AuditAction;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.audit.AuditTrail;
import org.gatehouse.authority.Authorities;
import org.gatehouse.authority.GeneralRole;
import org.gatehouse.config.value.GroupRole;
import org.gatehouse.kernel.RequestContext;
import org.gatehouse.kernel.UserId;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.role.RoleView;
import org.gatehouse.role.Roles;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.SsoGrants;
import org.gatehouse.sso.Vouched;
import org.gatehouse.workspace.Founded;
import org.gatehouse.workspace.MemberView;
import org.gatehouse.workspace.Memberships;
import org.gatehouse.workspace.WorkspaceView;
import org.jspecify.annotations.Nullable;

/**
 * Makes memberships follow the groups of a provider, at each sign-in; joins the caller's
 * transaction.
 *
 * <p>Invariants: a membership that somebody has given by hand stays as it is, but for the role that
 * opens nothing, which is raised and goes back; one that was given here and changed by hand counts
 * as given by hand. Nobody becomes an owner, and no owner ceases to be one. What cannot be told,
 * such as a role that does not exist, gives nothing and leaves an audit row.
 */
@ApplicationScoped
@Transactional
class GroupMemberships {
  private final SsoGrants grants;
  private final Memberships memberships;
  private final Roles roles;
  private final Authorities authorities;
  private final AuditTrail audit;

  @Inject
  GroupMemberships(
      SsoGrants grants,
      Memberships memberships,
      Roles roles,
      Authorities authorities,
      AuditTrail audit) {
    this.grants = grants;
    this.memberships = memberships;
    this.roles = roles;
    this.authorities = authorities;
    this.audit = audit;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected GroupMemberships() {
    this(null, null, null, null, null);
  }

  /** One sign-in: whose, and at which provider. */
  private record Visit(UserId user, ProviderName provider, RequestContext origin) {
    AuditEntry entry(AuditAction action, UUID workspace) {
      return AuditEntry.success(action, origin, user).at(workspace).noting(provider + ": group");
    }

    AuditEntry failure(String why) {
      return AuditEntry.failure(AuditAction.SSO_GROUPS, origin, user, provider + ": " + why);
    }
  }

  /**
   * Gives and takes what the groups of a sign-in say.
   *
   * @param rules of that provider; without any, what older ones gave is taken
   */
  void refresh(
      UserId user,
      ProviderName provider,
      Vouched who,
      List<GroupRole> rules,
      RequestContext origin) {
    Visit visit = new Visit(user, provider, origin);
    if (rules.isEmpty() && own(visit).isEmpty()) {
      return;
    }
    if (!rules.isEmpty() && who.groups().isEmpty()) {
      // Such as Entra, for somebody with very many groups. What is not said, nobody has.
      audit.record(visit.failure("groups-not-said"));
    }
    // Before any account is locked, as in every deed on people.
    authorities.oneAtATime();
    change(visit, wanted(visit, who.groups().orElse(List.of()), rules));
  }

  /** The role in each workspace; where several groups give one, the first rule counts. */
  private Map<UUID, UUID> wanted(Visit visit, List<String> groups, List<GroupRole> rules) {
    Map<UUID, UUID> wanted = new LinkedHashMap<>();
    for (GroupRole rule : rules) {
      if (groups.contains(rule.group())) {
        Optional<WorkspaceView> workspace = memberships.findWorkspace(rule.workspace());
        Optional<RoleView> role = roles.find(rule.role());
        if (workspace.isEmpty()) {
          audit.record(visit.failure("no-single-workspace"));
        } else if (role.isEmpty()) {
          audit.record(visit.failure("no-single-role"));
        } else if (role.get().isOwner()) {
          audit.record(visit.failure("role-of-owners"));
        } else {
          wanted.putIfAbsent(workspace.get().id(), role.get().id());
        }
      }
    }
    return wanted;
  }

  /** The memberships that follow this provider, by workspace. */
  private Map<UUID, SsoGrants.Grant> own(Visit visit) {
    Map<UUID, SsoGrants.Grant> own = new HashMap<>();
    for (SsoGrants.Grant grant : grants.of(visit.user())) {
      if (grant.provider() == visit.provider()) {
        own.put(grant.workspace(), grant);
      }
    }
    return own;
  }

  /** Whether a membership that does not follow this provider may be raised. */
  private boolean isFree(Visit visit, UUID workspace, UUID role) {
    return role.equals(GeneralRole.MEMBER)
        && grants.of(visit.user()).stream().noneMatch(grant -> grant.workspace().equals(workspace));
  }

  private void change(Visit visit, Map<UUID, UUID> wanted) {
    Map<UUID, SsoGrants.Grant> own = own(visit);
    own.forEach(
        (workspace, grant) -> {
          if (!wanted.containsKey(workspace)) {
            take(visit, grant);
          }
        });
    wanted.forEach((workspace, role) -> give(visit, workspace, role, own.get(workspace)));
  }

  private void take(Visit visit, SsoGrants.Grant grant) {
    UUID workspace = grant.workspace();
    Optional<MemberView> member = memberships.find(workspace, visit.user());
    grants.remove(visit.user(), workspace);
    if (member.filter(held -> held.roleId().equals(grant.role())).isEmpty()) {
      return; // somebody has given it another role by hand
    }
    if (grant.wasMember()) {
      memberships.changeRole(workspace, visit.user(), GeneralRole.MEMBER);
      audit.record(visit.entry(AuditAction.MEMBER_CHANGE, workspace).on(GeneralRole.MEMBER));
    } else {
      memberships.leave(workspace, visit.user());
      audit.record(visit.entry(AuditAction.MEMBER_REMOVE, workspace));
    }
  }

  private void give(Visit visit, UUID workspace, UUID role, SsoGrants.@Nullable Grant given) {
    Optional<UUID> held = memberships.find(workspace, visit.user()).map(MemberView::roleId);
    if (held.isEmpty()) {
      Optional<WorkspaceView> place = memberships.findWorkspace(workspace);
      place.ifPresent(
          there -> {
            Founded unused = memberships.join(visit.user(), there, role);
            remember(visit, workspace, role, false);
            audit.record(visit.entry(AuditAction.MEMBER_ADD, workspace).on(role));
          });
    } else if (given != null && !held.get().equals(given.role())) {
      grants.remove(visit.user(), workspace); // changed by hand since
    } else if (given != null ? !role.equals(given.role()) : isFree(visit, workspace, held.get())) {
      memberships.changeRole(workspace, visit.user(), role);
      remember(visit, workspace, role, given == null || given.wasMember());
      audit.record(visit.entry(AuditAction.MEMBER_CHANGE, workspace).on(role));
    }
  }

  private void remember(Visit visit, UUID workspace, UUID role, boolean wasMember) {
    grants.put(visit.user(), new SsoGrants.Grant(workspace, visit.provider(), role, wasMember));
  }
}
