-- Clues from their receipt to the answer. Nothing is deleted.

-- For people; a number is lost when its transaction rolls back.
create sequence clue_number;

-- Who told clues. Everything else in the database knows a pseudonym only.
create table tipster (
    id         uuid        primary key,
    contact    text        not null unique check (length(contact) between 1 and 200),
    first_told timestamptz not null
);

create table clue (
    id                    uuid             primary key,
    number                text             not null constraint clue_unique_number unique,
    version               bigint           not null check (version >= 1),
    state                 text             not null check (state in ('RECEIVED', 'TRIAGED', 'ANSWERED')),
    source                text             not null
        check (source in ('PUBLIC', 'PATROL', 'SENSOR', 'HOTSPOT', 'AGENCY')),
    reference             text             not null check (length(reference) <= 200),
    activity              text,
    occurred_at           timestamptz      not null,
    -- WGS-84 degrees; both or none.
    latitude              double precision check (latitude between -90 and 90),
    longitude             double precision check (longitude between -180 and 180),
    uncertainty_m         double precision not null check (uncertainty_m >= 0),
    place_text            text             not null check (length(place_text) <= 500),
    summary               text             not null check (length(summary) <= 4000),
    confidence            text             check (confidence in ('LOW', 'NOMINAL', 'HIGH')),
    confidence_reason     text,
    tipster               uuid             references tipster,
    drill                 boolean          not null,
    -- SHA-256 of the receipt.
    receipt               bytea            constraint clue_receipt unique,
    owner                 text             not null check (owner <> ''),
    received_at           timestamptz      not null,
    triage_due_at         timestamptz      not null,
    triage_basis          text             not null,
    triage_provisional    boolean          not null,
    -- What the terms are counted again from while they are provisional.
    triage_length         integer          not null check (triage_length >= 1),
    triage_unit           text             not null check (triage_unit in ('HOURS', 'NATURAL_DAYS', 'WORKING_DAYS')),
    answer_due_at         timestamptz      not null,
    answer_basis          text             not null,
    answer_provisional    boolean          not null,
    answer_length         integer          not null check (answer_length >= 1),
    answer_unit           text             not null check (answer_unit in ('HOURS', 'NATURAL_DAYS', 'WORKING_DAYS')),
    next_deadline_at      timestamptz,
    first_triaged_at      timestamptz,
    triaged_at            timestamptz,
    triaged_by            text,
    triage_reason         text             check (triage_reason <> ''),
    disposition           text
        check (disposition in ('TO_CASE', 'TO_INCIDENT', 'MERGED_INTO', 'HANDED_TO', 'NOT_ENOUGH')),
    to_case               text,
    merged_into           uuid             references clue check (merged_into <> id),
    handed_to             text,
    answered_at           timestamptz,
    answered_by           text,
    answer                text             check (answer <> ''),
    incident_requested_at timestamptz,
    incident              text             constraint clue_incident unique,
    incident_number       text,
    incident_merged_into  text,
    incident_ended_at     timestamptz,
    incident_outcome      text,
    incident_result       text,
    constraint clue_point_whole check ((latitude is null) = (longitude is null)),
    constraint clue_confidence_has_reason check ((confidence is null) = (confidence_reason is null)),
    constraint clue_open_has_deadline check ((state <> 'ANSWERED') = (next_deadline_at is not null)),
    constraint clue_decided_says_how check ((state <> 'RECEIVED') = (disposition is not null)
        and num_nulls(disposition, first_triaged_at, triaged_at, triaged_by, triage_reason) in (0, 5)),
    constraint clue_disposition_names_its_target check (
        (disposition is not distinct from 'TO_CASE') = (to_case is not null)
        and (disposition is not distinct from 'MERGED_INTO') = (merged_into is not null)
        and (disposition is not distinct from 'HANDED_TO') = (handed_to is not null)),
    constraint clue_answered_has_answer
        check ((state = 'ANSWERED') = (answer is not null) and num_nulls(answered_at, answered_by, answer) in (0, 3)),
    constraint clue_incident_was_requested check (incident is null or incident_requested_at is not null),
    constraint clue_incident_whole check ((incident is null) = (incident_number is null)),
    constraint clue_merged_incident_was_opened check (incident_merged_into is null or incident is not null),
    constraint clue_result_whole
        check (num_nulls(incident_ended_at, incident_outcome, incident_result) in (0, 3)
            and (incident_ended_at is null or incident is not null))
);
create index clue_open on clue (next_deadline_at) where state <> 'ANSWERED';
create index clue_seen on clue (occurred_at);
create index clue_merged on clue (merged_into) where merged_into is not null;
create index clue_handed on clue (handed_to, id) where handed_to is not null;

-- How far this service has read the feed of another one.
create table followed_feed (
    service      text        primary key,
    resume_token text        not null,
    read_at      timestamptz not null
);
