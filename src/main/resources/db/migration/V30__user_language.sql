-- The language of the mails to somebody: a BCP 47 tag.
alter table gatehouse_user add language varchar(10) default 'en' not null;
