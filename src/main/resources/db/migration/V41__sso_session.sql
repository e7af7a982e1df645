-- Which logins an identity has opened, so that its provider can end them.
create table sso_session (
  session_id uuid primary key references user_session (id) on delete cascade,
  identity_id uuid not null references sso_identity (id) on delete cascade,
  -- the provider's own name of its session (OpenID Connect Back-Channel Logout, section 2.1)
  sid varchar(255)
);
create index sso_session_identity on sso_session (identity_id);
create index sso_session_sid on sso_session (sid);
