-- When and from where somebody signed in last, and who made a key and when it was used last.

create table last_sign_in (
    account        uuid        primary key,
    at             timestamptz not null,
    address        text        not null,
    before_at      timestamptz,
    before_address text        not null
);
comment on column last_sign_in.address is 'cut, so that it names a network and nobody';
comment on column last_sign_in.before_at is 'the one before, which is what somebody who is signed in wants to know';

alter table api_key add made_by text not null default '', add used_at timestamptz;
alter table client add made_by text not null default '', add used_at timestamptz;
comment on column api_key.made_by is 'the actor who made it; empty: not known';
comment on column api_key.used_at is 'written back now and then';
