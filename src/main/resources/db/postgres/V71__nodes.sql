-- The processes that share this database: who is there, how far their clocks are from the database's, and whether
-- they have the same secrets.
create table node (
  id uuid primary key,
  -- by the database's clock; a node that was not seen for a minute is gone
  seen_at bigint not null,
  -- milliseconds
  clock_ahead bigint not null,
  -- 'name:digest' of each secret, with commas between them; keyed by the main encryption key
  secrets varchar(2000) not null
);
