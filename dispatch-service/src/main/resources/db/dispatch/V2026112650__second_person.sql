-- The most urgent that the incident, or its type by default, was before it was reclassified last. P4 is as good as nothing.
alter table incident add column highest_before text not null default 'P4' check (highest_before in ('P1', 'P2', 'P3', 'P4'));

-- What one person wants to do with an incident at risk and another one has to confirm.
create table proposal (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null check (state in ('waiting', 'confirmed', 'rejected', 'withdrawn', 'lapsed',
                                                           'overtaken')),
    incident_id      uuid        not null references incident,
    kind             text        not null check (kind in ('reclassification', 'ending')),
    from_type        text        references incident_type,
    from_priority    text        check (from_priority in ('P1', 'P2', 'P3', 'P4')),
    to_type          text        references incident_type,
    to_priority      text        check (to_priority in ('P1', 'P2', 'P3', 'P4')),
    outcome          text,
    ended_at         timestamptz,
    reason           text        not null check (reason <> '' and length(reason) <= 2000),
    proposed_by      text        not null check (proposed_by <> ''),
    proposed_at      timestamptz not null,
    owner            text        not null check (owner <> ''),
    drill            boolean     not null,
    next_deadline_at timestamptz,
    escalated        boolean     not null,
    decided_by       text        check (decided_by <> ''),
    decided_at       timestamptz,
    decision_reason  text        not null check (length(decision_reason) <= 2000),
    constraint proposal_says_what check (case kind
        when 'ending' then outcome is not null and num_nulls(from_type, from_priority, to_type, to_priority) = 4
        else outcome is null and ended_at is null and num_nulls(from_type, from_priority, to_type, to_priority) = 0 end),
    constraint proposal_waiting_has_deadline check ((state = 'waiting') = (next_deadline_at is not null)),
    constraint proposal_decided_by_somebody
        check ((state = 'waiting') = (decided_at is null) and (state = 'waiting') = (decided_by is null)),
    constraint proposal_two_people check (state not in ('confirmed', 'rejected') or decided_by <> proposed_by)
);
create unique index proposal_one_waiting on proposal (incident_id, kind) where next_deadline_at is not null;
create index proposal_work on proposal (next_deadline_at) where next_deadline_at is not null;
create index proposal_of_incident on proposal (incident_id, id);
