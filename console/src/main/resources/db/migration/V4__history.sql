-- What the map counted in each minute: sums in columns, edges and nodes as gzipped JSON. Swept after seven days, and
-- earlier where all documents together exceed the store's share.
create table history_minute (
    epoch_minute   bigint             not null primary key,
    covered_millis int                not null,
    allowed        bigint             not null,
    denied         bigint             not null,
    undecided      bigint             not null,
    lost           bigint             not null,
    silent         varchar(4000)      not null,
    bytes          int                not null,
    document       varbinary(1048576) not null
);

-- Spans of time in which flows may be missing; they are often known only later.
create table history_missing (
    id          bigint generated always as identity primary key,
    from_millis bigint       not null,
    to_millis   bigint       not null,
    events      bigint       not null,
    cause       varchar(200) not null
);
create index history_missing_to on history_missing (to_millis);
