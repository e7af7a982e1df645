-- A change of the main encryption key that is under way, or that no server has seen yet: one row or none.
create table main_key_change (
  id integer primary key check (id = 1),
  -- ids of keys, as in the headers of what is encrypted
  old_key varchar(64) not null,
  new_key varchar(64) not null,
  -- whether everything is under the new key
  done boolean not null
);
