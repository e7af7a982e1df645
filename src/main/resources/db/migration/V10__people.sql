-- Prefixes are searched as ranges, so these columns want the order of code points, as H2 has it.
-- The name in lower case and NFC.
alter table gatehouse_user add column name_search varchar(300) default '' not null;
update gatehouse_user set name_search = lower(name);
create index gatehouse_user_name on gatehouse_user (name_search, id);
create index gatehouse_user_status on gatehouse_user (status, email);

-- Raised in the transaction of each change of what the account may do. An access token says with
-- which it was issued, and one below the present is as good as expired.
alter table gatehouse_user add column access_version bigint default 0 not null;
alter table gatehouse_user add column access_changed_at bigint;
create index gatehouse_user_access_changed on gatehouse_user (access_changed_at);

-- The workspace of the last choice: where the next sign-in begins. No foreign keys: a workspace that
-- is gone, or that the account left, is passed over.
alter table gatehouse_user add column default_workspace_id uuid;
alter table user_session add column active_workspace_id uuid;

create index workspace_name on workspace (organization_id, name, id);
create index workspace_member_role on workspace_member (role_id);

-- Who did it, where it was not the account itself; in which workspace; to what, where that is no
-- account: a role, an invitation.
alter table audit_event add column actor_id uuid;
alter table audit_event add column workspace_id uuid;
alter table audit_event add column subject_id uuid;
create index audit_event_actor on audit_event (actor_id, occurred_at);
create index audit_event_action on audit_event (action, occurred_at);

create table invitation (
  id uuid primary key,
  workspace_id uuid not null references workspace (id) on delete cascade,
  -- the account of the address: one that waits, or one that is there already
  user_id uuid not null references gatehouse_user (id),
  role_id uuid not null references role (id),
  -- null: the operator
  invited_by uuid,
  status varchar(20) not null,
  created_at bigint not null,
  expires_at bigint not null,
  closed_at bigint,
  -- 'workspace user' while it is pending, else null: one of them at a time
  open_key varchar(73),
  constraint invitation_open_key unique (open_key)
);
create index invitation_workspace on invitation (workspace_id, created_at, id);
create index invitation_user on invitation (user_id);
create index invitation_role on invitation (role_id);
create index invitation_expires on invitation (status, expires_at);
