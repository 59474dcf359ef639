-- Who is told of which alerts, and what is told.

-- Routes and channels are configuration; bodies are JSON as the interface has it.
create table notification_route (
    id   text primary key,
    made bigint generated always as identity,
    body text not null
);
create table notification_channel (
    id         text primary key,
    made       bigint generated always as identity,
    body       text not null,
    secrets    text not null,
    trouble    text not null,
    trouble_at timestamptz
);
comment on column notification_channel.secrets is 'JSON, sealed; empty: none';
comment on column notification_channel.trouble is 'why the last try failed; empty: it did not';

-- What is under way: one row, written together with the messages and the follower's offset.
create table notification_state (
    one  boolean primary key check (one),
    body text    not null
);

-- The outbox: one row a message.
create table notification (
    number    bigint generated always as identity primary key,
    id        uuid        not null unique,
    route     text        not null,
    step      integer     not null,
    channel   text        not null,
    recipient text        not null,
    mentions  text        not null,
    more      integer     not null,
    alerts    text[]      not null,
    made_at   timestamptz not null,
    state     text        not null,
    tries     integer     not null,
    next_try  timestamptz,
    done_at   timestamptz,
    trouble   text        not null
);
comment on column notification.alerts is 'the URIs of those that mentions tell of, to find them when one is erased';
comment on column notification.state is 'WAITING, SENT, FAILED, ERASED';
create index notification_due on notification (next_try) where state = 'WAITING';
create index notification_alerts on notification using gin (alerts);
