-- Records of rescues and drills. A record is nothing but its revisions; those are only ever added.
create table rescue_record (
    id uuid primary key
);

create table rescue_revision (
    record_id   uuid        not null references rescue_record,
    number      bigint      not null check (number >= 1),
    kind        text        not null check (kind in ('rescue', 'persuasion', 'help')),
    drill       boolean     not null,
    happened_at timestamptz not null,
    water       text        not null,
    persuaded   bigint      not null check (persuaded >= 0),
    helped      bigint      not null check (helped >= 0),
    rescued     bigint      not null check (rescued >= 0),
    deceased    bigint      not null check (deceased >= 0),
    facts       jsonb       not null check (jsonb_array_length(facts) = 1),
    reason      text        not null,
    made_by     text        not null,
    made_at     timestamptz not null,
    primary key (record_id, number),
    constraint corrected_with_reason check ((number = 1) = (reason = '')),
    constraint nobody_dies_in_a_drill check (not drill or deceased = 0)
);
comment on column rescue_revision.facts is 'Array of one qipan.patrol.v1.RescueFacts; kind, counts and so on stand beside it for sums';
