-- Asking the caller of an incident that has ended. The number is the call's and not here.
create table follow_up (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null check (state in ('queued', 'sent', 'to_call', 'to_read', 'to_call_back', 'done',
                                                           'unanswered', 'not_called')),
    incident_id      uuid        not null unique references incident,
    call_id          uuid        not null references call,
    owner            text        not null check (owner <> ''),
    opened_at        timestamptz not null,
    next_deadline_at timestamptz,
    overdue          boolean     not null,
    sent_at          timestamptz,
    delivered_at     timestamptz,
    rating           text        check (rating in ('SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED')),
    rated_at         timestamptz,
    text             text        not null check (length(text) <= 2000),
    note             text        not null check (length(note) <= 2000),
    over_at          timestamptz,
    constraint follow_up_open_has_deadline
        check ((state in ('done', 'unanswered', 'not_called')) = (next_deadline_at is null)),
    constraint follow_up_over_has_time check ((next_deadline_at is null) = (over_at is not null)),
    constraint follow_up_rated_has_time check ((rating is null) = (rated_at is null)),
    constraint follow_up_rated_is_done check ((state in ('done', 'to_call_back')) = (rating is not null)),
    constraint follow_up_called_back_is_dissatisfied check (state <> 'to_call_back' or rating = 'DISSATISFIED'),
    constraint follow_up_to_read_has_text check (state <> 'to_read' or text <> '')
);
create index follow_up_open on follow_up (next_deadline_at) where next_deadline_at is not null;
-- Satisfaction goes by the end of the incident.
create index incident_ended on incident (ended_at) where ended_at is not null;
