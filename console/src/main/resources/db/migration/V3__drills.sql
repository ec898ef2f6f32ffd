-- Drills that ended, each whole as it was shown. The audit log is the proof; this is for reading.
create table drill (
    id         char(8)                     not null primary key,
    created_at timestamp(6) with time zone not null,
    document   clob                        not null
);
create index drill_created_at on drill (created_at);
