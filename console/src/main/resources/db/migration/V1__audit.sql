-- One row per thing said: first that something will be done, later how it ended. Rows are only ever added.
create table audit_entry (
    seq         bigint                   not null primary key,
    at          timestamp(6) with time zone not null,
    about       bigint                   not null,
    actor       varchar(100)             not null,
    origin      varchar(100)             not null,
    action      varchar(60)              not null,
    object      varchar(400)             not null,
    reason      varchar(1000)            not null,
    outcome     varchar(20)              not null,
    detail      varchar(4000)            not null,
    prev_hash   char(64)                 not null,
    hash        char(64)                 not null
);
create index audit_entry_about on audit_entry (about);
create index audit_entry_object on audit_entry (object);

-- The last link, sealed with the key: rows cut off the end are missed here.
create table audit_head (
    id   int      not null primary key check (id = 1),
    seq  bigint   not null,
    hash char(64) not null,
    seal char(64) not null
);
