-- The memory of one tenant. Only its writer, which holds the tenant's advisory lock, writes the first
-- four tables; each follower writes its own.

-- One row a group of changes: written with it, so that its presence tells whether a commit that was
-- cut off took place.
create table commit_group (
    last_seq  bigint      primary key,
    first_seq bigint      not null,
    id        uuid        not null,
    at        timestamptz not null
);

-- Every change, in order: the one source of truth. A log, not a table to search: block ranges only.
create table journal (
    seq         bigint      not null,
    at          timestamptz not null,
    observed_at timestamptz,
    entity      bigint      not null,
    what        smallint    not null,
    attribute   integer,
    actor       integer     not null,
    cause       bigint      not null,
    depth       smallint    not null,
    body        text
);
comment on column journal.what is
    '1 created, 2 described, 3 set (applied); 4 late (history-only); 5 unset, 6 ended (deleted)';
alter table journal alter column body set storage main;
create index journal_seq on journal using brin (seq)
    with (pages_per_range = 16, autosummarize = on);
create index journal_at on journal using brin (at)
    with (pages_per_range = 64, autosummarize = on);

-- Names of attributes and actors, as the numbers that the journal uses.
create table name (
    number integer primary key,
    name   text    not null
);

-- Every entity that ever was; one that is created again gets a new number.
create table entity_number (
    number bigint primary key,
    id     text   not null
);
-- By hash: an id may be longer than a B-tree takes.
create index entity_number_id on entity_number using hash (id);

-- Names of commands that took effect, by source (see the class Once).
create table applied (
    source text    not null,
    cause  bigint  not null,
    number integer not null
);

-- How far each follower has come.
create table follower (
    name text   primary key,
    seq  bigint not null
);

-- The present, compact, a chunk of entities a row: what a start reads.
create table snapshot_chunk (
    chunk integer primary key,
    seq   bigint  not null,
    body  bytea   not null
);
alter table snapshot_chunk alter column body set storage external;

-- History sorted for reading: the changes of a chunk of entities over a stretch of the journal.
create table segment (
    chunk     integer     not null,
    last_seq  bigint      not null,
    first_seq bigint      not null,
    changes   integer     not null,
    body      bytea       not null,
    primary key (chunk, last_seq)
);
alter table segment alter column body set storage external;

-- The present for SQL tools, seconds behind; never read by Wutong itself.
create table entity (
    number      bigint      primary key,
    id          text        not null,
    types       text[]      not null,
    scopes      text[]      not null,
    attributes  jsonb       not null,
    created_at  timestamptz not null,
    modified_at timestamptz not null,
    seq         bigint      not null
);
create index entity_id on entity using hash (id);
