-- Tokens that are mailed: only the keyed digest of each is kept (HMAC-SHA-256, TOKEN_HASH_SECRET).
create table one_time_token (
  id uuid primary key,
  purpose varchar(20) not null,
  -- what it is about: the account, or for an invitation the invitation
  subject_id uuid not null,
  -- where it was sent, in the normal form of kernel.EmailAddress
  email varchar(254) not null,
  digest varchar(43) not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  constraint one_time_token_digest_key unique (digest)
);
create index one_time_token_subject on one_time_token (subject_id, purpose);
create index one_time_token_expires on one_time_token (expires_at);
