-- Incidents, each whole as it is shown. At most a thousand: the console removes the oldest closed ones.
create table incident (
    id       bigint not null primary key,
    document clob   not null
);

-- The highest number ever given, so that a number is never used twice.
create table incident_counter (
    id          int    not null primary key check (id = 1),
    last_number bigint not null
);
insert into incident_counter (id, last_number) values (1, 0);
