-- Every entity that ever was, with the types that it had: what queries for the past choose from. Its
-- follower reads the journal from the beginning.
create table past_entity (
    number bigint primary key,
    id     text   not null,
    types  text[] not null
);
create index past_entity_id on past_entity using hash (id);
create index past_entity_types on past_entity using gin (types);

comment on column journal.what is
    '1 created, 2 described, 3 set (applied); 4 late (history-only); 5 unset, 6 ended (deleted);
     7 erased, 8 blank (purged); 9 typed, 10 recorded, 11 amended, 12 removed, 13 cleared, 14 forgotten (temporal edits)';
