-- The record that a part of a bigger one belonged to when a feed told it last; no row for a part of none.
create table part_root (
  part      varchar(500) not null,
  -- What names the bigger record in the part.
  field     varchar(200) not null,
  -- The bigger record's id.
  root      varchar(500) not null,
  -- When the part was first told as one of it.
  joined_at timestamp(6) with time zone not null,
  primary key (part, field)
);
create index part_root_age on part_root (joined_at);
