-- Text in the order of code points, as H2 has it, whatever the database was made with: beginnings of names are
-- searched as ranges, which walk an index only in that order, and a list looks the same everywhere. After all
-- migrations, so that each can be the same file for both databases.
do $$
declare
  changes record;
begin
  for changes in
    select c.table_name as name,
      string_agg(
        format('alter column %I type varchar(%s) collate "C"', c.column_name, c.character_maximum_length),
        ', ') as columns
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = current_schema()
      and t.table_type = 'BASE TABLE'
      and c.table_name <> 'flyway_schema_history'
      and c.data_type = 'character varying'
      and c.collation_name is distinct from 'C'
    group by c.table_name
  loop
    execute format('alter table %I %s', changes.name, changes.columns);
  end loop;
end
$$;
