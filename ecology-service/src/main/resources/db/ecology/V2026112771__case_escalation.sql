-- Overdue clocks that have gone up to procuratorate and supervisory organ. Nothing is deleted.

create table case_escalation (
    id           uuid        primary key,
    version      bigint      not null check (version >= 1),
    case_id      uuid        not null references case_file (id),
    -- For people.
    case_number  text        not null,
    clock        integer     not null,
    kind         text        not null,
    clock_due_at timestamptz not null,
    watcher      text        not null check (watcher in ('PROSECUTOR', 'SUPERVISOR')),
    -- To whom it went, `agencies/{code}`; absent if no such agency is registered for the place.
    agency       text        collate "C" check (agency <> ''),
    owner        text        not null check (owner <> ''),
    gone_up_at   timestamptz not null,
    reminders    integer     not null check (reminders >= 0),
    state        text        not null check (state in ('WAITING', 'ACKNOWLEDGED', 'ANSWERED', 'SETTLED')),
    next_due_at  timestamptz,
    -- Who has acknowledged or answered, and when that or the settlement was.
    by           text        check (by <> ''),
    at           timestamptz,
    -- The answer, or why it is settled.
    words        text        check (words <> ''),
    foreign key (case_id, clock) references case_clock (case_id, number),
    constraint case_escalation_open_has_deadline
        check ((state in ('WAITING', 'ACKNOWLEDGED')) = (next_due_at is not null)),
    constraint case_escalation_waiting_is_nobodys check ((state = 'WAITING') = (at is null)),
    constraint case_escalation_somebody_spoke check ((state in ('ACKNOWLEDGED', 'ANSWERED')) = (by is not null)),
    constraint case_escalation_over_has_words check ((state in ('ANSWERED', 'SETTLED')) = (words is not null))
);
create unique index case_escalation_one_open on case_escalation (case_id, clock, watcher)
    where next_due_at is not null;
create index case_escalation_of_case on case_escalation (case_id, id);
create index case_escalation_of_agency on case_escalation (agency, id);
create index case_escalation_without_agency on case_escalation (id) where agency is null;
