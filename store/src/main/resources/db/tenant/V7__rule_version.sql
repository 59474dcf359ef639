-- What people have said of rules in the console: configuration, not entities. A row never changes.
create table rule_version (
    rule    text        not null,
    version integer     not null,
    at      timestamptz not null,
    actor   text        not null,
    note    text        not null,
    source  text,
    is_on   boolean     not null,
    owner   text,
    removed boolean     not null,
    primary key (rule, version)
);
comment on column rule_version.source is 'YAML; null: as it stands in the scenario''s folder';
comment on column rule_version.removed is 'the city has nothing to say of the rule any more';
