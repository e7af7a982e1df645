-- Identity providers that owners have set up; those of the settings are not here.
create table login_method (
  -- a sso.ProviderName
  provider varchar(20) primary key,
  -- everything but the client secret, as JSON
  settings varchar(8000) not null,
  -- the client secret: JWE under the main encryption key
  sealed varchar(4000) not null,
  -- another one after each change, by which nodes learn of it
  version uuid not null,
  changed_at bigint not null
);
