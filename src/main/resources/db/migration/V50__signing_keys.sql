-- The keys that access tokens are signed with; see org.gatehouse.signingkey.
create table signing_key (
  kid varchar(64) primary key,
  algorithm varchar(10) not null,
  state varchar(10) not null,
  -- 'ACTIVE' or 'NEXT', else null: at most one key of each
  slot varchar(10),
  -- the key with its secret part, as JSON: JWE under the main encryption key. Null for the documented
  -- secret, which lies in the secret store, and for a public key that signs no more.
  sealed varchar(8000),
  -- the public part as JSON; null for shared secrets
  public_key varchar(2000),
  created_at bigint not null,
  signs_from bigint,
  verifies_until bigint,
  constraint signing_key_slot_key unique (slot)
);

-- Sessions that began before this moment were ended all at once. One row, which is always there.
create table session_cut (
  id integer primary key check (id = 1),
  ended_before bigint not null
);
insert into session_cut (id, ended_before) values (1, 0);
