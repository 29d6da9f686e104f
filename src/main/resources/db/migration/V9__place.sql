-- Where this database lay when it was opened last; a copy of it lies somewhere else. Empty for not known.
alter table store_owner add column place varchar(2000) default '' not null;
