-- What rules doubt: values that somebody told and that an alert says cannot be right. Who counts leaves them out.
create view doubt as
select plain(p.attributes -> 'alertSource') #>> '{}' as entity_id,
       doubted.attribute,
       plain(p.attributes -> 'rule') #>> '{}' as rule,
       (plain(p.attributes -> 'validFrom') #>> '{}')::timestamptz as valid_from,
       (plain(p.attributes -> 'validTo') #>> '{}')::timestamptz as valid_to,
       p.id as alert_id
from present p
cross join lateral jsonb_array_elements_text(
    case jsonb_typeof(plain(p.attributes -> 'doubts')) when 'array' then plain(p.attributes -> 'doubts') end
) as doubted (attribute)
where p.types[1] = 'Alert'
  and p.attributes ? 'doubts'
  and plain(p.attributes -> 'falseAlarm') is distinct from 'true'::jsonb;
comment on view doubt is
    'Which attributes are, or were, in doubt: from valid_from on and before valid_to, both by the time of observation; valid_to is null while the alert is active. What was marked as a false alarm is left out';
