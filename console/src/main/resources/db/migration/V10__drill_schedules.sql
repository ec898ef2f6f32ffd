-- Drills launched by the clock, each whole as it is shown; at most twenty.
create table drill_schedule (
    number   bigint generated always as identity primary key,
    document clob not null
);
