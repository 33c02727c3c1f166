-- A complaint about how an incident was dealt with.
create table complaint (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null check (state in ('received', 'under_examination', 'answered', 'closed')),
    incident_id      uuid        not null references incident,
    follow_up_id     uuid        references follow_up,
    category         text        not null check (category in ('SLOWNESS', 'INACTION', 'ATTITUDE', 'CONDUCT', 'OTHER')),
    text             text        not null check (text <> '' and length(text) <= 4000),
    owner            text        not null check (owner <> ''),
    opened_by        text        not null check (opened_by <> ''),
    opened_at        timestamptz not null,
    next_deadline_at timestamptz,
    overdue          boolean     not null,
    examiner         text        not null,
    finding          text        check (finding in ('FOUNDED', 'PARTLY_FOUNDED', 'UNFOUNDED')),
    finding_reason   text        not null check (length(finding_reason) <= 4000),
    answered_at      timestamptz,
    closing_note     text        not null check (length(closing_note) <= 2000),
    closed_at        timestamptz,
    constraint complaint_open_has_deadline check ((state = 'closed') = (next_deadline_at is null)),
    constraint complaint_closed_says_how check ((state = 'closed') = (closed_at is not null and closing_note <> '')),
    constraint complaint_examined_by_somebody check ((state = 'received') = (examiner = '')),
    constraint complaint_answered_has_finding check ((state in ('answered', 'closed'))
        = (finding is not null and finding_reason <> '' and answered_at is not null))
);
create index complaint_open on complaint (next_deadline_at) where next_deadline_at is not null;
create index complaint_incident on complaint (incident_id, id);
