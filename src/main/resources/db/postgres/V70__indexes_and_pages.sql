-- H2 makes an index for each foreign key by itself.
create index organization_member_role on organization_member (role_id);

-- A refresh changes no column that has an index: with room on its page, the new version of the row stays
-- there, and no index is written (heap-only tuples).
alter table user_session set (fillfactor = 70);
alter table mail_outbox set (fillfactor = 70);
