-- One partition for each day (UTC) of fixed_at, made ahead by the service. A fix whose day has none goes into the default
-- partition and is moved when its day is made. Nothing is deleted: days that are too old are detached.
alter table position rename to position_before;

create table position (
    unit_name       text collate "C" not null,
    fixed_at        timestamptz      not null,
    device          text collate "C" not null,
    sequence        bigint           not null check (sequence >= 1),
    received_at     timestamptz      not null,
    clock_ahead_ms  bigint,
    given_latitude  double precision not null,
    given_longitude double precision not null,
    given_datum     text             not null check (given_datum in ('WGS84', 'GCJ02', 'BD09')),
    latitude        double precision not null,
    longitude       double precision not null,
    accuracy_m      double precision not null check (accuracy_m >= 0),
    speed_mps       double precision check (speed_mps >= 0),
    course_deg      double precision check (course_deg >= 0 and course_deg <= 360),
    altitude_m      double precision,
    mock_location   boolean          not null,
    -- What makes a fix the same one, in the order in which tracks are read: one index does both.
    constraint position_once primary key (unit_name, fixed_at, device, sequence)
) partition by range (fixed_at);
comment on column position.unit_name is
    'Checked against unit in the transaction that inserts; a foreign key would check row by row. Units are never deleted.';
comment on column position.device is 'Empty: it came by ReportPosition, and its sequence is from position_report';
comment on column position.clock_ahead_ms is 'Clock of the device minus clock of the service when the batch came';
comment on column position.latitude is 'WGS-84';
comment on column position.longitude is 'WGS-84';
create table position_default partition of position default;

create sequence position_report;
insert into position
    (unit_name, fixed_at, device, sequence, received_at, given_latitude, given_longitude, given_datum, latitude, longitude,
     accuracy_m, mock_location)
select unit_name, fixed_at, '', number, received_at, given_latitude, given_longitude, given_datum, latitude, longitude,
       accuracy_m, false
from position_before;
select setval('position_report', coalesce(max(number), 0) + 1, false) from position_before;
drop table position_before;

-- Fixes that break a rule, with what was sent.
create table quarantined_position (
    number      bigint generated always as identity primary key,
    unit_name   text collate "C" not null references unit,
    device      text collate "C" not null,
    sequence    bigint           not null,
    reason      text             not null,
    fix         bytea            not null,
    received_at timestamptz      not null
);
comment on column quarantined_position.fix is 'The message qipan.patrol.v1.Fix as it was sent, encoded';
create unique index quarantined_position_once on quarantined_position (unit_name, device, sequence, sha256(fix));
create index quarantined_position_of_unit on quarantined_position (unit_name, number);
