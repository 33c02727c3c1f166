-- Seizures have clocks of their own, and police see what was handed over to them.

drop index case_clock_one_open;
-- Of each kind one clock at most is open in a case, but of seizures one for each.
create unique index case_clock_one_open on case_clock (case_id, kind)
    where state in ('RUNNING', 'PAUSED', 'OVERDUE') and kind not in ('SEIZURE', 'REGISTERED_ITEMS', 'GOODS_TO_KEEPER');

-- Who has the case as police or had it last, `agencies/{code}`; follows the procedure. Cases from before get theirs
-- when they are looked at again.
alter table case_file add column police text collate "C" check (police <> '');
create index case_file_of_police on case_file (police, id) where police is not null;
