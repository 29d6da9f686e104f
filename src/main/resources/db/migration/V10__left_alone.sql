-- Records that an approval neither linked nor created, as they were then: they stay so until somebody changes or links them.
create table left_alone (
  flow       varchar(100) not null,
  record_ref varchar(500) not null,
  version    varchar(500) not null,
  -- By the clock of the system that has the record.
  edited_at  timestamp(6) with time zone not null,
  left_at    timestamp(6) with time zone not null,
  told       boolean not null,
  primary key (flow, record_ref)
);
