-- The sweep of the keys that missed the other half and did not believe it; null when it was seen, or is told as gone.
alter table link add column missed_at timestamp(6) with time zone;
-- The erp_version with which the other half was told as gone; null for never.
alter table link add column told_gone varchar(500);
