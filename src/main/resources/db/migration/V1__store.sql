-- The process that owns the database, and how often the database has been restored from a backup.
create table store_owner (
  id          integer primary key,
  -- Tells this database from every other; set at the first start.
  database_id varchar(60) not null,
  fence       bigint not null,
  epoch       bigint not null,
  opened_at   timestamp(6) with time zone not null
);
insert into store_owner (id, database_id, fence, epoch, opened_at)
  values (1, '', 0, 1, current_timestamp);

-- Rows to lock: whoever changes the queue of a key holds the key's stripe until the commit.
create table stripe (id integer primary key);
insert into stripe (id) values
  (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15),
  (16), (17), (18), (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31),
  (32), (33), (34), (35), (36), (37), (38), (39), (40), (41), (42), (43), (44), (45), (46), (47),
  (48), (49), (50), (51), (52), (53), (54), (55), (56), (57), (58), (59), (60), (61), (62), (63);
