-- Of the lost claims those at whose loss no other message was claimed: only they accuse it.
alter table message add column lost_alone integer default 0 not null;
