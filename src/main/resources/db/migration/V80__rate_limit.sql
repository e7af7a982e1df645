-- What all nodes have counted, where there are several.
create table rate_limit (
  -- a code under a secret: the key itself holds addresses and what people typed
  key_code varchar(43) primary key,
  attempts integer not null,
  -- what it is the moment of, the rule knows
  moment_at bigint not null,
  -- from then on the row says nothing any more
  expires_at bigint not null
);
create index rate_limit_expires on rate_limit (expires_at);
