-- The grid, revision by revision. Nothing is deleted: a feature that changes ends with the revision that changes it.

create table grid_revision (
    number   bigint      primary key check (number >= 1),
    made_at  timestamptz not null,
    made_by  text        not null,
    reason   text        not null,
    added    integer     not null check (added >= 0),
    changed  integer     not null check (changed >= 0),
    removed  integer     not null check (removed >= 0),
    constraint changes_something check (added + changed + removed > 0)
);

create table grid_feature (
    name          text collate "C" not null check (name = 'gridFeatures/' || kind || '-' || code),
    kind          text             not null check (kind ~ '^[a-z_]{1,40}$'),
    code          text             not null check (code ~ '^[A-Za-z0-9_.-]{1,40}$'),
    title_en      text             not null,
    title_zh      text             not null,
    parent        text check (parent ~ '^[A-Za-z0-9_.-]{1,40}$'),
    geometry      bytea            not null,
    given_datum   text             not null check (given_datum in ('WGS84', 'GCJ02', 'BD09')),
    visiting_rule jsonb            not null check (jsonb_array_length(visiting_rule) <= 1),
    reports       text[]           not null,
    valid_from    bigint           not null references grid_revision,
    valid_to      bigint references grid_revision,
    primary key (name, valid_from),
    constraint valid_for_a_while check (valid_to > valid_from)
);
create unique index grid_feature_now on grid_feature (name) where valid_to is null;
comment on column grid_feature.geometry is 'Well-known binary, WGS-84, longitude first';
comment on column grid_feature.visiting_rule is 'Array of at most one qipan.patrol.v1.VisitingRule';
comment on column grid_feature.valid_to is 'The first revision that does not have it like this any more';
