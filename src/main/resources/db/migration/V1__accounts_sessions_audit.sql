-- Instants are bigint: milliseconds since 1970-01-01T00:00Z (columns named ..._at).

create table gatehouse_user (
  id uuid primary key,
  -- normal form of kernel.EmailAddress: equality of text is equality of addresses
  email varchar(254) not null,
  name varchar(100) not null,
  -- bcrypt, see docs/passwords.md; null while a person has no password
  credential varchar(100),
  status varchar(20) not null,
  created_at bigint not null,
  credential_changed_at bigint,
  constraint gatehouse_user_email_key unique (email)
);

create table organization (
  id uuid primary key,
  name varchar(100) not null,
  created_at bigint not null
);

-- At most one row: its primary key decides the race for the first owner.
create table installation (
  id integer primary key check (id = 1),
  organization_id uuid not null references organization (id),
  created_at bigint not null
);

create table workspace (
  id uuid primary key,
  organization_id uuid not null references organization (id),
  name varchar(100) not null,
  created_at bigint not null
);

create table role (
  id uuid primary key,
  -- null: a general role of every organization
  organization_id uuid references organization (id),
  name varchar(100) not null,
  description varchar(500) not null,
  -- comma-separated noun:verb permissions; '*' is all
  permissions varchar(4000) not null,
  constraint role_name_key unique (organization_id, name)
);

create table organization_member (
  organization_id uuid not null references organization (id),
  user_id uuid not null references gatehouse_user (id),
  role_id uuid not null references role (id),
  created_at bigint not null,
  primary key (organization_id, user_id)
);
create index organization_member_user on organization_member (user_id);

create table workspace_member (
  workspace_id uuid not null references workspace (id),
  user_id uuid not null references gatehouse_user (id),
  role_id uuid not null references role (id),
  created_at bigint not null,
  primary key (workspace_id, user_id)
);
create index workspace_member_user on workspace_member (user_id);

-- One row a login, however often it refreshes.
create table user_session (
  id uuid primary key,
  user_id uuid not null references gatehouse_user (id),
  refresh_counter bigint not null,
  rotated_at bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  last_seen_at bigint not null,
  address varchar(64) not null,
  agent varchar(255) not null,
  amr varchar(100) not null,
  revoked_at bigint,
  revoked_reason varchar(40)
);
create index user_session_user on user_session (user_id);
create index user_session_expires on user_session (expires_at);
create index user_session_revoked on user_session (revoked_at);

create table audit_event (
  id uuid primary key,
  occurred_at bigint not null,
  action varchar(40) not null,
  outcome varchar(10) not null,
  user_id uuid,
  session_id uuid,
  address varchar(64) not null,
  agent varchar(255) not null,
  request_id varchar(64) not null,
  detail varchar(200)
);
create index audit_event_time on audit_event (occurred_at, id);
create index audit_event_user on audit_event (user_id, occurred_at);

insert into role (id, organization_id, name, description, permissions) values
  ('00000000-0000-4000-8000-000000000001', null, 'owner', 'Everything', '*'),
  ('00000000-0000-4000-8000-000000000002', null, 'member', 'Nothing by itself', ''),
  ('00000000-0000-4000-8000-000000000003', null, 'personal workspace', 'Everything in the own workspace', 'workspace:view,workspace:update');
