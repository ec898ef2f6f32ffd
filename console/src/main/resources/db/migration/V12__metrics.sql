-- What was counted per minute, a day of it: for the charts' past after a restart.
create table metrics_minute (
    begins_at bigint not null primary key,
    document  clob   not null
);

-- The keys Grafana trusts tokens of the console by; the newest one in use signs.
create table grafana_key (
    id         varchar(64)                 not null primary key,
    created_at timestamp(6) with time zone not null,
    document   clob                        not null
);
