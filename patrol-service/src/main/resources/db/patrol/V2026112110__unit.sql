-- Names are stored as they are on the wire and sorted by bytes, so that a list by name is the same on every system.

create table station (
    name            text collate "C" primary key check (name ~ '^stations/[A-Za-z0-9-]{1,40}$'),
    version         bigint           not null default 1,
    title_en        text             not null,
    title_zh        text             not null,
    given_latitude  double precision not null,
    given_longitude double precision not null,
    given_datum     text             not null check (given_datum in ('WGS84', 'GCJ02', 'BD09'))
);

create table unit_kind (
    code            text collate "C" primary key,
    name_en         text             not null,
    name_zh         text             not null,
    capabilities    text[]           not null,
    usual_speed_mps double precision not null check (usual_speed_mps > 0),
    stale_after_s   integer          not null check (stale_after_s > 0)
);

create table unit (
    name               text collate "C" primary key check (name ~ '^units/[A-Za-z0-9-]{1,40}$'),
    version            bigint not null default 1,
    call_sign          text   not null constraint unit_call_sign unique,
    kind               text   not null references unit_kind,
    extra_capabilities text[] not null,
    station            text references station,
    status             text   not null check (status in ('in_service', 'out_of_service')),
    status_reason      text   not null,
    constraint only_out_of_service_has_reason check ((status = 'out_of_service') = (status_reason <> ''))
);
create index unit_of_kind on unit (kind, name);

-- Every position that was reported, also the late ones. Append-only.
create table position (
    number          bigint generated always as identity primary key,
    unit_name       text             not null references unit,
    given_latitude  double precision not null,
    given_longitude double precision not null,
    given_datum     text             not null check (given_datum in ('WGS84', 'GCJ02', 'BD09')),
    latitude        double precision not null,
    longitude       double precision not null,
    accuracy_m      double precision not null check (accuracy_m >= 0),
    fixed_at        timestamptz      not null,
    received_at     timestamptz      not null
);
create index position_of_unit on position (unit_name, fixed_at);
comment on column position.latitude is 'WGS-84';
comment on column position.longitude is 'WGS-84';

-- The newest fix of each unit. Beside the unit and not in it: reports arrive all the time and must neither wait for
-- a commitment nor hold one up.
create table last_position (
    unit_name       text collate "C" primary key references unit,
    given_latitude  double precision not null,
    given_longitude double precision not null,
    given_datum     text             not null check (given_datum in ('WGS84', 'GCJ02', 'BD09')),
    latitude        double precision not null,
    longitude       double precision not null,
    accuracy_m      double precision not null check (accuracy_m >= 0),
    fixed_at        timestamptz      not null,
    received_at     timestamptz      not null
);
