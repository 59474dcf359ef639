-- Who may use this installation, how they prove it, and what they hold. One schema for all tenants.
-- What is secret is kept as a hash, or sealed by a key that is not in the database.

create table account (
    id           uuid        primary key,
    name         text        not null,
    display_name text        not null,
    language     text,
    department   text,
    post         text,
    state        text        not null,
    made_at      timestamptz not null
);
comment on column account.name is 'what its person signs in with, in lower case; of a closed account not to be used again';
comment on column account.state is 'INVITED, ACTIVE, LOCKED or CLOSED';
create unique index account_name on account (name);

create table credential (
    account        uuid   primary key,
    password       text   not null,
    second_factor  text   not null,
    confirmed      boolean not null,
    taken_step     bigint not null,
    recovery_codes text[] not null
);
comment on column credential.password is 'Argon2id in PHC form; empty: none yet';
comment on column credential.second_factor is 'secret of one-time codes (RFC 6238), sealed; empty: none';
comment on column credential.taken_step is 'time step of the newest code that was taken: none is taken twice';
comment on column credential.recovery_codes is 'SHA-256 of those not used yet';

create table link (
    hash    text        primary key,
    account uuid        not null,
    until   timestamptz not null
);
comment on table link is 'Links by which a person sets a password, each once';

create table session (
    hash       text        primary key,
    account    uuid        not null,
    stage      text        not null,
    acting_as  uuid,
    started_at timestamptz not null,
    used_at    timestamptz not null,
    address    text        not null,
    agent      text        not null
);
comment on column session.hash is 'SHA-256 of the id, which only the browser has';
comment on column session.used_at is 'written back now and then';
comment on column session.address is 'cut, so that it names a network and nobody';

create table holding (
    id         uuid        primary key,
    account    uuid        not null,
    role       text        not null,
    tenant     text        not null,
    area       text        not null,
    until      timestamptz,
    granted_by text        not null,
    granted_at timestamptz not null
);
comment on table holding is 'Roles that accounts hold; in the API: grants';

create table api_key (
    id           uuid        primary key,
    name         text        not null,
    role         text        not null,
    tenant       text        not null,
    area         text        not null,
    until        timestamptz,
    hash         text        not null,
    former_hash  text        not null,
    former_until timestamptz,
    made_at      timestamptz not null
);
comment on column api_key.former_hash is 'the secret before the last rotation, good until former_until; empty: none';

create table client (
    id           uuid        primary key,
    name         text        not null,
    role         text        not null,
    tenant       text        not null,
    area         text        not null,
    until        timestamptz,
    hash         text        not null,
    former_hash  text        not null,
    former_until timestamptz,
    made_at      timestamptz not null
);
comment on table client is 'OAuth 2 clients (RFC 6749); columns as of api_key';

create table token (
    hash   text        primary key,
    client uuid        not null,
    until  timestamptz not null
);
comment on table token is 'Access tokens that clients were given';

create table failure (
    subject text        primary key,
    count   integer     not null,
    last_at timestamptz not null
);
comment on table failure is 'Sign-ins that failed';
comment on column failure.subject is 'SHA-256 of the account or the address that was tried';
