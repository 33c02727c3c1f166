-- The administrative and the criminal track of a case, and the statutory clocks of both.

-- qipan.ecology.v1.Procedure, the truth; the columns beside it and case_clock follow it in the same transaction.
alter table case_file add column procedure bytea not null default '';
alter table case_file add column criminal_open boolean not null default false;
-- Filed as an administrative case and not decided.
alter table case_file add column penalty_pending boolean not null default false;
alter table case_file add constraint case_file_closed_is_decided
    check (state <> 'CLOSED' or not (criminal_open or penalty_pending));

create table case_clock (
    case_id  uuid        not null references case_file (id),
    -- Counts the clocks of the case, from 1.
    number   integer     not null check (number >= 1),
    kind     text        not null,
    state    text        not null check (state in ('RUNNING', 'PAUSED', 'OVERDUE', 'STOPPED', 'LAPSED')),
    due_at   timestamptz not null,
    -- Demands something; otherwise a window that closes.
    duty     boolean     not null,
    -- Whom it goes up to.
    watchers text[]      not null,
    -- qipan.ecology.v1.Clock.
    clock    bytea       not null,
    primary key (case_id, number),
    constraint case_clock_duty_is_watched check (not duty or cardinality(watchers) > 0)
);
-- Of each kind one clock at most is open in a case.
create unique index case_clock_one_open on case_clock (case_id, kind)
    where state in ('RUNNING', 'PAUSED', 'OVERDUE');
create index case_clock_waiting on case_clock (due_at, case_id, number)
    where duty and state in ('RUNNING', 'OVERDUE');
