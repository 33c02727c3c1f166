-- Looked for each day: a service of before, after a return to it, adds to them.
create index tipster_in_the_open on tipster (id) where contact is not null;
create index tipster_not_erased on tipster (id) where erased_at is null;
