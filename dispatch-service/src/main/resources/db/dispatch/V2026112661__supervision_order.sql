-- An order of a commander to have something done about a resource.
create table supervision_order (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null check (state in ('issued', 'signed', 'answered', 'accepted', 'withdrawn')),
    subject          text        not null
                         check (subject ~ '^(incidents|calls|complaints|transfers|rectifications)/[0-9a-f-]{36}$'),
    incident_id      uuid        references incident,
    drill            boolean     not null,
    demand           text        not null check (demand <> '' and length(demand) <= 4000),
    addressee        text        not null check (addressee <> '' and length(addressee) <= 200),
    issuer           text        not null check (issuer <> ''),
    issued_at        timestamptz not null,
    sign_by          timestamptz not null,
    due_at           timestamptz not null,
    owner            text        not null check (owner <> ''),
    next_deadline_at timestamptz,
    reminders        integer     not null check (reminders >= 0),
    late             boolean     not null,
    signed_at        timestamptz,
    signed_by        text        check (signed_by <> ''),
    answered_at      timestamptz,
    answer           text        check (answer <> '' and length(answer) <= 4000),
    returns          integer     not null check (returns >= 0),
    reason           text        not null check (length(reason) <= 2000),
    over_at          timestamptz,
    over_by          text        check (over_by <> ''),
    constraint supervision_order_open_has_deadline
        check ((state in ('issued', 'signed', 'answered')) = (next_deadline_at is not null)),
    constraint supervision_order_signed_by_somebody check ((signed_at is null) = (signed_by is null)
        and (state <> 'issued' or signed_at is null) and (state in ('issued', 'withdrawn') or signed_at is not null)),
    constraint supervision_order_answered_with_words check ((answered_at is null) = (answer is null)
        and (state not in ('answered', 'accepted') or answered_at is not null)),
    constraint supervision_order_decided_by_another check (state <> 'accepted' or over_by <> signed_by),
    constraint supervision_order_over_by_somebody check ((state in ('accepted', 'withdrawn')) = (over_at is not null)
        and (over_at is null) = (over_by is null) and (state <> 'withdrawn' or reason <> ''))
);
create index supervision_order_work on supervision_order (next_deadline_at) where next_deadline_at is not null;
create index supervision_order_of_subject on supervision_order (subject, id);
