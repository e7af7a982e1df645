-- Mails to be sent, written in the transaction that causes them.
create table mail_outbox (
  id uuid primary key,
  -- the name of a mail.MailKind
  kind varchar(30) not null,
  recipient varchar(254) not null,
  language varchar(10) not null,
  -- what it says, links with tokens among it: JWE under the main encryption key; null once sent
  sealed varchar(8000),
  status varchar(10) not null,
  attempts integer not null,
  created_at bigint not null,
  -- not before this; a worker that takes the row moves it on, which is its lease
  next_attempt_at bigint not null,
  sent_at bigint,
  -- why the last attempt failed, in words for an administrator
  problem varchar(500)
);
create index mail_outbox_due on mail_outbox (status, next_attempt_at);
create index mail_outbox_created on mail_outbox (created_at, id);
