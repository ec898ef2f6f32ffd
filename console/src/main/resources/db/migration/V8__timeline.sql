-- What happened and is in no audit entry: first drops, incidents, rollouts. Thirty days, at most 20,000 rows.
create table timeline_event (
    id     bigint generated always as identity primary key,
    at     timestamp(6) with time zone not null,
    kind   varchar(20)                 not null,
    actor  varchar(100)                not null,
    title  varchar(400)                not null,
    detail varchar(1000)               not null,
    path   varchar(400)                not null
);
create index timeline_event_at on timeline_event (at);

-- Each policy as it was from a time on; an empty text: it was not in the cluster. At most 2,000 rows.
create table policy_snapshot (
    id     bigint generated always as identity primary key,
    at     timestamp(6) with time zone not null,
    policy varchar(600)                not null,
    yaml   clob                        not null
);
create index policy_snapshot_policy on policy_snapshot (policy, at);
