-- Every ending of an incident, and of a call that led to none, for which lots were cast: whether drawn or not. Drills have none.
create table closure (
    id          uuid             primary key,
    incident_id uuid             unique references incident,
    call_id     uuid             unique references call,
    outcome     text             not null check (outcome <> ''),
    ground      text             not null check (ground in ('ORDINARY', 'BY_TWO', 'UNATTENDED', 'HOAX_OR_ACCIDENTAL')),
    share       double precision not null check (share between 0 and 1),
    drawn       boolean          not null,
    closed_by   text[]           not null check (cardinality(closed_by) between 1 and 2),
    closed_at   timestamptz      not null,
    constraint closure_of_one check (num_nulls(incident_id, call_id) = 1)
);
create index closure_closed on closure (closed_at);

-- The look at one that was drawn; it has the id of the ending.
create table closure_review (
    id                uuid        primary key references closure,
    version           bigint      not null,
    state             text        not null check (state in ('open', 'found_right', 'found_wrong')),
    owner             text        not null check (owner <> ''),
    next_deadline_at  timestamptz,
    overdue           boolean     not null,
    reviewer          text        check (reviewer <> ''),
    finding           text        not null check (length(finding) <= 4000),
    corrected_outcome text        not null check (length(corrected_outcome) <= 200),
    concluded_at      timestamptz,
    constraint closure_review_open_has_deadline check ((state = 'open') = (next_deadline_at is not null)),
    constraint closure_review_concluded_by_somebody
        check ((state = 'open') = (reviewer is null) and (state = 'open') = (concluded_at is null)),
    constraint closure_review_wrong_says_why check (state <> 'found_wrong' or finding <> ''),
    constraint closure_review_corrects_what_is_wrong check (state = 'found_wrong' or corrected_outcome = '')
);
create index closure_review_work on closure_review (next_deadline_at) where next_deadline_at is not null;
