-- The contact of a tipster is locked with a key of personal data. The fingerprint recognises one who tells again:
-- equal contacts have it in common under one key, and nobody makes it without that key.

alter table tipster add column key_id text check (length(key_id) between 1 and 100);
alter table tipster add column locked bytea;
alter table tipster add column fingerprint bytea constraint tipster_fingerprint unique;
alter table tipster drop constraint tipster_erased_at_a_time;
alter table tipster add constraint tipster_contact_is_one
    check (num_nulls(key_id, locked) in (0, 2) and num_nonnulls(contact, locked) <= 1);
-- Without one, of two that tell of the same contact because a service of before could not see that.
alter table tipster add constraint tipster_fingerprint_of_what_is_locked
    check (fingerprint is null or locked is not null);
alter table tipster add constraint tipster_erased_at_a_time
    check ((num_nonnulls(contact, locked) = 0) = (erased_at is not null));
create index tipster_key on tipster (key_id);

-- Contacts of before stand in the open. A service of before erases those only, and may be running beside this one for
-- a while.
insert into deadline (kind, subject, due_at)
    values ('clue.contacts_lock', 'tipsters/first', now() + interval '10 minutes') on conflict do nothing;
