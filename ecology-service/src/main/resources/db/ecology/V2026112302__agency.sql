-- Agencies and what they have agreed to share. Nothing is deleted.

create table agency (
    code       text collate "C" primary key check (code ~ '^[A-Za-z0-9_.-]{1,40}$'),
    kind       text             not null,
    title_en   text             not null,
    title_zh   text             not null,
    parent     text collate "C" references agency,
    competence text[]           not null,
    area       bytea            not null
);
comment on column agency.area is 'Well-known binary, WGS-84, longitude first';

create table agreement (
    id        uuid        primary key,
    version   bigint      not null check (version >= 1),
    kinds     text[]      not null check (cardinality(kinds) > 0),
    area      bytea       not null,
    begins    timestamptz not null,
    ends      timestamptz,
    basis     text        not null check (basis <> ''),
    signed_at timestamptz not null,
    constraint agreement_holds_for_a_while check (ends > begins)
);
comment on column agreement.area is 'Well-known binary, WGS-84, longitude first';

create table agreement_party (
    agreement uuid             not null references agreement,
    agency    text collate "C" not null references agency,
    primary key (agency, agreement)
);
create index agreement_party_of on agreement_party (agreement);
