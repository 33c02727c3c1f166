-- Evidence of cases; the files are in a store beside the database. Never changed, never deleted.

create table evidence (
    id          uuid        primary key,
    case_id     uuid        not null references case_file (id),
    title       text        not null check (title <> ''),
    media_type  text        not null,
    size_bytes  bigint      not null check (size_bytes > 0),
    -- Of the content, and its name in the store.
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    -- Taken by a camera, drone or sensor.
    from_device boolean     not null,
    captured_at timestamptz not null
);
create index evidence_of_case on evidence (case_id, id);

-- Who has held it; each entry is sealed with the one before.
create table evidence_custody (
    evidence_id   uuid        not null references evidence (id),
    number        integer     not null check (number >= 1),
    holder        text        not null check (holder <> ''),
    at            timestamptz not null,
    recorded_by   text        not null check (recorded_by <> ''),
    reason        text        not null,
    previous_seal text        not null check (previous_seal ~ '^[0-9a-f]{64}$'),
    seal          text        not null check (seal ~ '^[0-9a-f]{64}$'),
    primary key (evidence_id, number)
);
