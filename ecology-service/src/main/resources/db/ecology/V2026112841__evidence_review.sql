-- Legal and technical reviews of what devices have recorded. Nothing is changed or deleted.

create table evidence_review (
    evidence_id        uuid        not null references evidence (id),
    -- Counts the reviews of the evidence, from 1.
    number             integer     not null check (number >= 1),
    device_fit         boolean     not null,
    record_fit         boolean     not null,
    legal_reviewer     text        not null check (legal_reviewer <> ''),
    technical_reviewer text        not null check (technical_reviewer <> ''),
    reason             text        not null check (reason <> ''),
    at                 timestamptz not null,
    recorded_by        text        not null check (recorded_by <> ''),
    primary key (evidence_id, number),
    constraint evidence_review_by_two check (legal_reviewer <> technical_reviewer)
);
