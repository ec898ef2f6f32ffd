-- What is to be told to the webhook, and how that went. At most a thousand wait; of the rest the newest two hundred stay.
create table webhook_delivery (
    id           char(36)                    not null primary key,
    created_at   timestamp(6) with time zone not null,
    event        varchar(60)                 not null,
    about        varchar(200)                not null,
    body         clob                        not null,
    state        varchar(20)                 not null,
    attempts     int                         not null,
    next_attempt timestamp(6) with time zone not null,
    answer       varchar(400)                not null
);
create index webhook_delivery_due on webhook_delivery (state, next_attempt);
