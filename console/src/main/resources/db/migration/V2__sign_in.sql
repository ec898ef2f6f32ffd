-- Failed sign-ins of the last minutes, so that a restart does not lift a lock.
create table sign_in_failure (
    at     timestamp(6) with time zone not null,
    bucket varchar(200)                not null
);
create index sign_in_failure_bucket on sign_in_failure (bucket, at);

-- Sign-in codes that were used, as SHA-256: a code opens the door once, also across restarts.
create table spent_sign_in_code (
    digest char(64)                    not null primary key,
    at     timestamp(6) with time zone not null
);
