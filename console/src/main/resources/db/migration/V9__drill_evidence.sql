-- Flows and policies of drills, one JSON document each; it goes when its drill goes.
create table drill_evidence (
    drill    char(8) not null primary key references drill (id) on delete cascade,
    document clob    not null
);
