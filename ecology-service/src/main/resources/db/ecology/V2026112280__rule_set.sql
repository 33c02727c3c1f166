-- Every rule set that was ever loaded, so that a case can be judged again by the one it was opened with. Never deleted.

create table rule_set (
    revision  text        primary key check (revision ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{12}$'),
    loaded_at timestamptz not null
);

create table rule_set_file (
    revision text    not null references rule_set,
    position integer not null check (position >= 0),
    name     text    not null check (name <> ''),
    -- The bytes of the file, packed with gzip.
    content  bytea   not null,
    primary key (revision, position),
    unique (revision, name)
);
