-- Who works where, in what post and when. Ids are text: what they name may be kept elsewhere.

-- Villages and grids that a city has added below the towns of its configuration.
create table area (
    code    text   primary key,
    parent  text   not null,
    name_zh text   not null,
    name_en text   not null,
    aliases text[] not null
);

create table department (
    id      text primary key,
    tenant  text not null,
    name_zh text not null,
    name_en text not null,
    parent  text,
    area    text
);

create table post (
    id         text primary key,
    tenant     text not null,
    name_zh    text not null,
    name_en    text not null,
    department text not null,
    area       text
);

-- From the first instant to the first after it.
create table duty (
    id       text        primary key,
    tenant   text        not null,
    post     text        not null,
    account  text        not null,
    starts_at timestamptz not null,
    ends_at   timestamptz not null
);

-- Whom an OpenID provider knows by a subject, and which account that is here.
create table identity (
    id        text        primary key,
    issuer    text        not null,
    subject   text        not null,
    account   text        not null,
    linked_at timestamptz not null,
    linked_by text        not null,
    unique (issuer, subject)
);
create index on identity (account);
