-- What the models mark as personal, of which the view "history" tells nothing: indices count without it.
create table marked (
    type      text not null,
    attribute text not null,
    primary key (type, attribute)
);
comment on table marked is 'Personal and sensitive attributes: types as in present.types, attributes as in name.name';

-- Of an entity that is there no more, nothing is told that is personal of any type; nor of alerts and cases,
-- which are as sensitive as what they are about.
create or replace view history as
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
where j.what in (3, 4)
  and not exists (
      select from marked m
      where m.attribute = a.name
        and (p.types is null or m.type = any (p.types) or p.types && array['Alert', 'Case']));
comment on view history is
    'Every value that an attribute had; late observations too. What the models mark as personal is left out';
