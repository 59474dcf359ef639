-- The @contexts that clients have given to be served (ETSI GS CIM 009 clause 5.13). They are
-- configuration, not entities: they have no journal, and a row never changes.
create table jsonld_context (
    local_id   text        primary key,
    created_at timestamptz not null,
    context    text        not null
);
comment on column jsonld_context.local_id is 'URI, the last part of the path under which it is served';
comment on column jsonld_context.context is 'JSON: the value of the member @context, as it was given';
