-- Identities at other providers. Whoever has one is let into its account, so one has at most one.
create table sso_identity (
  id uuid primary key,
  user_id uuid not null references gatehouse_user (id),
  -- a sso.ProviderName
  provider varchar(20) not null,
  -- the identity: who vouches, and whom they mean; never an address
  issuer varchar(500) not null,
  subject varchar(255) not null,
  -- how its person knows it, for a list
  account varchar(254) not null,
  created_at bigint not null,
  constraint sso_identity_key unique (issuer, subject)
);
create index sso_identity_user on sso_identity (user_id);
