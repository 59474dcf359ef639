-- What rules and cases keep, and the views that indices and analysts read.

-- What rules remember: the newest entry of a key counts. Written by the writer together with the
-- alerts that follow from it, and by the rules' follower between alerts.
create table rule_state (
    rule   text   not null,
    entity bigint not null,
    state  text   not null,
    entry  bigint generated always as identity primary key
);
comment on column rule_state.rule is 'empty: what belongs to all rules';
comment on column rule_state.entity is '0: what belongs to the whole rule';
comment on column rule_state.state is 'JSON; empty: forgotten';
create index rule_state_key on rule_state (rule, entity, entry);

-- The log of cases, which is the truth of them. Only the writer appends to it.
create table case_log (
    case_id text        not null,
    number  integer     not null,
    at      timestamptz not null,
    actor   text        not null,
    key     text        not null,
    kind    text        not null,
    body    text        not null,
    primary key (case_id, number)
);
comment on column case_log.key is 'idempotency key of the request; empty: none';

-- "entity" is the name of the view.
alter table entity rename to present;
alter index entity_id rename to present_id;
create index present_type on present using hash ((types[1]));

create function plain_one(instance jsonb) returns jsonb language sql immutable parallel safe as $$
    select coalesce(instance -> 'value', instance -> 'object', instance -> 'languageMap', instance -> 'vocab',
                    instance -> 'json', instance -> 'valueList', instance -> 'objectList')
$$;

-- The content of an attribute without its wrapping, or of several instances a list.
create function plain(attribute jsonb) returns jsonb language sql immutable parallel safe as $$
    select case jsonb_typeof(attribute)
        when 'array' then (select jsonb_agg(plain_one(each)) from jsonb_array_elements(attribute) each)
        else plain_one(attribute)
    end
$$;

create view entity as
select p.id,
       p.types[1] as type,
       (select jsonb_object_agg(a.key, plain(a.value))
        from jsonb_each(p.attributes) a) as attributes,
       p.modified_at
from present p;
comment on view entity is 'The present, seconds behind: attributes by short name with their plain contents';

create view history as
select n.id as entity_id,
       p.types[1] as type,
       regexp_replace(a.name, '^https://uri\.etsi\.org/ngsi-ld/(default-context/)?', '') as attribute,
       j.observed_at,
       j.body::jsonb -> 'v' as value,
       j.at
from journal j
join name a on a.number = j.attribute
join entity_number n on n.number = j.entity
left join present p on p.number = j.entity
where j.what in (3, 4);
comment on view history is 'Every value that an attribute had; late observations too';

create view case_event as
select l.case_id,
       o.body::jsonb ->> 'caseNumber' as case_number,
       o.body::jsonb ->> 'type' as case_type,
       l.number,
       l.at,
       l.kind,
       l.body::jsonb ->> 'action' as action,
       l.body::jsonb ->> 'from' as state_from,
       l.body::jsonb ->> 'to' as state_to,
       (l.body::jsonb ->> 'open')::boolean as open,
       (o.body::jsonb ->> 'dueAt')::timestamptz as due_at
from case_log l
join case_log o on o.case_id = l.case_id and o.number = 1;
comment on view case_event is 'What happened to each case, without notes and persons';
