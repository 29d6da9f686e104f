-- Nobody locks rows any more: the queues are held by a lock of the process.
drop table stripe;

-- When the key sweep last saw the other half in the ERP; null for never.
alter table link add column seen_at timestamp(6) with time zone;
