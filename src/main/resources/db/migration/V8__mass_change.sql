-- Linked records that a flow changed or took away lately, the newest time each, for the breaker of mass changes.
create table mass_change (
  flow        varchar(100) not null,
  deed        varchar(20) not null,
  record_ref  varchar(500) not null,
  told        varchar(1000) not null,
  -- By the clock of the system where the change was made.
  changed_at  timestamp(6) with time zone not null,
  received_at timestamp(6) with time zone not null,
  primary key (flow, deed, record_ref)
);
create index mass_change_age on mass_change (received_at);

-- A flow that delivers nothing since it was about to change too many records.
create table flow_stop (
  flow       varchar(100) primary key,
  deed       varchar(20) not null,
  counted    bigint not null,
  linked     bigint not null,
  stopped_at timestamp(6) with time zone not null
);

-- What a flow received until then does not count, since a person let it go.
create table flow_release (
  flow           varchar(100) primary key,
  received_until timestamp(6) with time zone not null,
  released_by    varchar(200) not null
);
