-- The contact of a tipster is erased some time after all that was told is answered. The pseudonym stays.

alter table tipster alter column contact drop not null;
alter table tipster add column erased_at timestamptz;
alter table tipster add constraint tipster_erased_at_a_time check ((contact is null) = (erased_at is not null));
create index clue_of_tipster on clue (tipster) where tipster is not null;

-- Those of before are looked at once; who is still needed waits from then on.
insert into deadline (kind, subject, due_at)
    select 'clue.contact_erase', 'tipsters/' || id, now() from tipster on conflict do nothing;
