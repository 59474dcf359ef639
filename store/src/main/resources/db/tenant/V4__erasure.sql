-- What was erased leaves its place in the order and nothing else.
comment on column journal.what is
    '1 created, 2 described, 3 set (applied); 4 late (history-only); 5 unset, 6 ended (deleted); 7 erased, 8 blank (purged)';
