-- Jurisdictions, revision by revision, and who is appointed to them. Nothing is deleted: a jurisdiction that changes ends with
-- the revision that changes it, and an appointment that ends stays.

create table jurisdiction_revision (
    number         bigint      primary key check (number >= 1),
    effective_from timestamptz not null,
    made_at        timestamptz not null,
    made_by        text        not null,
    reason         text        not null,
    added          integer     not null check (added >= 0),
    changed        integer     not null check (changed >= 0),
    removed        integer     not null check (removed >= 0),
    constraint jurisdiction_revision_changes_something check (added + changed + removed > 0)
);

create table jurisdiction (
    name        text collate "C" not null check (name = 'jurisdictions/' || kind || '-' || level || '-' || code),
    kind        text             not null check (kind in ('river', 'lake', 'forest', 'grassland')),
    level       text             not null check (level in ('province', 'city', 'county', 'township', 'village')),
    code        text             not null check (code ~ '^[A-Za-z0-9_.-]{1,40}$'),
    title_en    text             not null,
    title_zh    text             not null,
    geometry    bytea            not null,
    corridor_m  double precision not null check (corridor_m >= 0),
    given_datum text             not null check (given_datum in ('WGS84', 'GCJ02', 'BD09')),
    valid_from  bigint           not null references jurisdiction_revision,
    valid_to    bigint references jurisdiction_revision,
    primary key (name, valid_from),
    constraint jurisdiction_valid_for_a_while check (valid_to > valid_from)
);
create unique index jurisdiction_now on jurisdiction (name) where valid_to is null;
comment on column jurisdiction.geometry is 'Well-known binary, WGS-84, longitude first';
comment on column jurisdiction.valid_to is 'The first revision that does not have it like this any more';

-- A post of a jurisdiction. Locked by whoever changes its appointments.
create table seat (
    number       bigint generated always as identity primary key,
    jurisdiction text collate "C" not null,
    post         text             not null check (post in ('CHIEF', 'POLICE_CHIEF')),
    constraint seat_once unique (jurisdiction, post)
);


create table appointment (
    id         uuid        primary key,
    version    bigint      not null check (version >= 1),
    seat       bigint      not null references seat,
    account    text        not null check (account <> ''),
    person     text        not null check (person <> ''),
    begins     timestamptz not null,
    ends       timestamptz,
    basis      text        not null check (basis <> ''),
    end_reason text        not null,
    constraint appointment_holds_for_a_while check (ends > begins),
    -- The seat as a range, because ranges and nothing else have an operator class for this without an extension.
    constraint appointment_one_at_a_time
        exclude using gist (int8range(seat, seat, '[]') with &&, tstzrange(begins, ends) with &&)
);
create index appointment_account on appointment (account, id desc);
create index appointment_seat on appointment (seat, id desc);
