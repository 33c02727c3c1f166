create table gazetteer_revision (
    number  bigint primary key check (number > 0),
    source  text        not null check (source ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
    datum   text        not null check (datum in ('WGS84', 'GCJ02', 'BD09')),
    made_at timestamptz not null,
    made_by text        not null check (made_by <> ''),
    reason  text        not null check (reason <> ''),
    added   integer     not null,
    changed integer     not null,
    removed integer     not null
);

create table gazetteer_place (
    source        text collate "C" not null check (source ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
    code          text collate "C" not null check (code ~ '^[A-Za-z0-9_.-]{1,40}$'),
    kind          text             not null check (kind in ('DISTRICT', 'ROAD', 'ADDRESS', 'LANDMARK')),
    name          text             not null check (name <> ''),
    aliases       text[]           not null,
    district      text             not null,
    phones        text[]           not null,
    geometry      bytea,
    uncertainty_m double precision not null check (uncertainty_m between 0 and 100000),
    km_from       double precision,
    km_to         double precision,
    valid_from    bigint           not null references gazetteer_revision,
    valid_to      bigint references gazetteer_revision,
    primary key (source, code, valid_from),
    constraint gazetteer_place_valid_for_a_while check (valid_to > valid_from),
    constraint gazetteer_place_both_posts check ((km_from is null) = (km_to is null) and km_from <> km_to)
);
create unique index gazetteer_place_now on gazetteer_place (source, code) where valid_to is null;
comment on column gazetteer_place.geometry is 'Well-known binary, WGS-84, longitude first; null if only the name is known';
comment on column gazetteer_place.valid_to is 'The first revision that does not have it like this any more';

-- A place that work goes by although nothing confirms it.
create table forced_place (
    id               uuid primary key,
    version          bigint      not null,
    state            text        not null check (state in ('UNVERIFIED', 'VERIFIED', 'CORRECTED', 'LAPSED')),
    call_id          uuid references call,
    incident_id      uuid references incident,
    location_id      integer     not null check (location_id > 0),
    text             text        not null check (text <> ''),
    reason           text        not null check (reason <> ''),
    owner            text        not null check (owner <> ''),
    forced_at        timestamptz not null,
    next_deadline_at timestamptz,
    reminders        integer     not null check (reminders >= 0),
    settled_at       timestamptz,
    settled_by       text,
    rationale        text,
    constraint forced_place_of_one_subject check (num_nonnulls(call_id, incident_id) = 1),
    constraint forced_place_open_has_deadline check ((state = 'UNVERIFIED') = (next_deadline_at is not null)),
    constraint forced_place_settled_says_how
        check ((state <> 'UNVERIFIED') = (settled_at is not null and settled_by <> '' and rationale <> ''))
);
create index forced_place_open on forced_place (next_deadline_at) where state = 'UNVERIFIED';
create index forced_place_call on forced_place (call_id) where call_id is not null;
create index forced_place_incident on forced_place (incident_id) where incident_id is not null;
