-- The id_token of a login, with which its provider recognises it when somebody signs out: JWE under
-- the main encryption key. Null where there is none, where it is too long, and once the login is over.
alter table sso_session add column id_token_sealed varchar(6000);

-- Which memberships follow the groups that a provider tells of. Goes with the membership.
create table sso_grant (
  workspace_id uuid not null,
  user_id uuid not null,
  -- a sso.ProviderName: what one has given, another does not take
  provider varchar(20) not null,
  -- The role that was given: a membership that has another one now was changed by hand. No foreign
  -- key: such a row keeps nobody from deleting the role.
  role_id uuid not null,
  -- whether there was a membership before, with the role that opens nothing, to which it goes back
  was_member boolean not null,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references workspace_member (workspace_id, user_id)
    on delete cascade
);
create index sso_grant_user on sso_grant (user_id);
