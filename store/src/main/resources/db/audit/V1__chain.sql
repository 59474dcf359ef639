-- The audit log of the installation: who did what to what, and what came of it. Each entry's hash
-- covers the one before (see the class ChainLink), so that a later change of any is found.
create table entry (
    number  bigint      primary key,
    at      timestamptz not null,
    actor   text        not null,
    tenant  text        not null,
    action  text        not null,
    object  text        not null,
    why     text        not null,
    outcome text        not null,
    hash    bytea       not null check (length(hash) = 32)
);
create index entry_actor on entry (actor, number);
create index entry_action on entry (action, number);
create index entry_at on entry using brin (at) with (pages_per_range = 32, autosummarize = on);

-- Up to where old entries have been cut off, and the hash of the last of them.
create table anchor (
    number bigint primary key,
    hash   bytea  not null check (length(hash) = 32)
);

-- Whoever owns the tables can take these guards away: they hold back mistakes and injected SQL. That
-- entries were changed nevertheless is what the chain shows.
create function keep_entry() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and tg_table_name = 'entry' then
        if old.number <= (select max(number) from anchor) and old.at < now() - interval '6 months' then
            return old;
        end if;
    end if;
    raise exception 'the audit log is only ever appended to (% of %)', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create function keep_anchor() returns trigger language plpgsql as $$
begin
    if exists (select 1 from entry
               where number = new.number and hash = new.hash and at < now() - interval '6 months') then
        return new;
    end if;
    raise exception 'entry % is not one that may be cut off', new.number
        using errcode = 'insufficient_privilege';
end $$;

do $$
declare
    here text := current_schema();
    each text;
begin
    foreach each in array array ['keep_entry', 'keep_anchor'] loop
        execute format('alter function %I.%I() set search_path to %I, pg_temp', here, each, here);
    end loop;
end $$;

create trigger keep before update or delete on entry for each row execute function keep_entry();
create trigger keep_all before truncate on entry for each statement execute function keep_entry();
create trigger keep before update or delete on anchor for each row execute function keep_entry();
create trigger keep_all before truncate on anchor for each statement execute function keep_entry();
create trigger found before insert on anchor for each row execute function keep_anchor();

revoke all on entry, anchor from public;
revoke update, truncate on entry from current_user;
revoke update, delete, truncate on anchor from current_user;
