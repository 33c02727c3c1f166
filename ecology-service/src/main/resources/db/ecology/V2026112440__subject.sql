-- The register of what inspections look after. Nothing is deleted; a subject ends.

create table subject (
    name        text collate "C" primary key check (name ~ '^subjects/[a-z_]{1,20}-[A-Za-z0-9_.-]{1,40}$'),
    kind        text             not null,
    resource    text             not null,
    agency      text             not null,
    valid_until timestamptz,
    revision    bigint           not null check (revision >= 1),
    -- Of the next inspection; absent when there is to be none.
    next_due_at timestamptz,
    -- A list of one qipan.ecology.v1.Subject, the truth; the columns beside it follow it.
    state       jsonb            not null check (jsonb_array_length(state) = 1)
);
create index subject_of_agency on subject (agency, name);
create index subject_due on subject (next_due_at, name) where next_due_at is not null;

create table subject_revision (
    name     text collate "C" not null references subject,
    revision bigint           not null check (revision >= 1),
    -- A list of one qipan.ecology.v1.Subject as it was entered.
    state    jsonb            not null,
    primary key (name, revision)
);
