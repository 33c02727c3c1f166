-- What was seized on the spot has a clock for its approval, each its own.

drop index case_clock_one_open;
-- Of each kind one clock at most is open in a case, but of seizures one for each.
create unique index case_clock_one_open on case_clock (case_id, kind)
    where state in ('RUNNING', 'PAUSED', 'OVERDUE')
        and kind not in ('SEIZURE', 'APPROVE_SEIZURE', 'REGISTERED_ITEMS', 'GOODS_TO_KEEPER');
