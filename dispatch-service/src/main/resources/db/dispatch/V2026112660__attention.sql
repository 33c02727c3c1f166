-- The one queue of exceptions: what somebody should look at.
create table attention (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null check (state in ('untaken', 'taken', 'settled')),
    kind             text        not null check (kind <> ''),
    resource         text        not null check (resource ~ '^[A-Za-z]+/[0-9a-f-]{36}$'),
    -- No reference: it would lock the incident, for which others wait, whenever something about it is raised.
    incident_id      uuid,
    drill            boolean     not null,
    urgency          integer     not null check (urgency between 1 and 4),
    text             text        not null check (length(text) <= 1000),
    first_at         timestamptz not null,
    last_at          timestamptz not null,
    times            bigint      not null check (times > 0),
    waits_for        timestamptz,
    owner            text        not null check (owner <> ''),
    next_deadline_at timestamptz,
    reminders        integer     not null check (reminders >= 0),
    taken_at         timestamptz,
    settled_at       timestamptz,
    settled_by       text        check (settled_by <> ''),
    note             text        check (note <> '' and length(note) <= 2000),
    constraint attention_open_has_deadline check ((state <> 'settled') = (next_deadline_at is not null)),
    constraint attention_taken_since check (state = 'settled' or (state = 'taken') = (taken_at is not null)),
    constraint attention_settled_says_how check ((state = 'settled') = (settled_at is not null)
        and (state = 'settled') = (settled_by is not null) and (state = 'settled') = (note is not null))
);
create unique index attention_one_open on attention (resource, kind) where state <> 'settled';
create index attention_queue on attention (kind, urgency, first_at, id) where state <> 'settled';
create index attention_of_incident on attention (incident_id) where state <> 'settled';
create index attention_work on attention (next_deadline_at) where next_deadline_at is not null;
comment on column attention.urgency is '1 is the highest';
comment on column attention.waits_for is 'The next deadline that its resource had when it was told last';
