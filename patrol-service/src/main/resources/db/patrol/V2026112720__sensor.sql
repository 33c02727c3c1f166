-- What the sensors and cameras of the grid report, how long they are silent, and the alarms that they raise.

alter table grid_feature
    add column report_every_s integer not null default 0 check (report_every_s between 0 and 2678400);
comment on column grid_feature.report_every_s is 'Of devices: how often they report at least; 0: whenever there is something';

create table sensor (
    feature          text collate "C" primary key check (feature ~ '^gridFeatures/(sensor|camera)-[A-Za-z0-9_.-]{1,40}$'),
    version          bigint  not null check (version >= 1),
    state            text    not null check (state in ('unwatched', 'speaking', 'silent')),
    every_s          integer not null check (every_s >= 0),
    last_received_at timestamptz,
    -- When it is counted as silent, or since when.
    silent_at        timestamptz,
    constraint watched_by_the_clock check ((state = 'unwatched') = (silent_at is null) and (state = 'unwatched') = (every_s = 0))
);
create index sensor_by_state on sensor (state, feature);

create table sensor_alarm (
    id                uuid             primary key,
    version           bigint           not null check (version >= 1),
    feature           text collate "C" not null references sensor,
    title_en          text             not null,
    title_zh          text             not null,
    kind              text             not null,
    latitude          double precision not null check (latitude between -90 and 90),
    longitude         double precision not null check (longitude between -180 and 180),
    drill             boolean          not null,
    raised_at         timestamptz      not null,
    folds_until       timestamptz      not null,
    last_received_at  timestamptz      not null,
    first_observed_at timestamptz      not null,
    last_observed_at  timestamptz      not null check (last_observed_at >= first_observed_at),
    reports           integer          not null check (reports >= 1),
    value             double precision,
    unit              text             not null,
    state             text             not null check (state in ('raised', 'called', 'under_way', 'ended')),
    call              text unique,
    incident          text,
    ended_at          timestamptz,
    outcome           text,
    constraint called_unless_raised check ((state = 'raised') = (call is null)),
    constraint ended_somehow check ((state = 'ended') = (ended_at is not null) and (ended_at is null) = (outcome is null)),
    constraint under_way_somewhere check (state <> 'under_way' or incident is not null)
);
create index sensor_alarm_of on sensor_alarm (feature, id);
create index sensor_alarm_folding on sensor_alarm (feature, kind, drill, folds_until);
create index sensor_alarm_open on sensor_alarm (id) where state <> 'ended';
create index sensor_alarm_raised on sensor_alarm (raised_at);
comment on column sensor_alarm.call is 'In dispatch-service, calls/{uuid}; each is of one alarm';

create table sensor_report (
    id          uuid             primary key,
    feature     text collate "C" not null references sensor,
    sequence    bigint           not null check (sequence >= 0),
    kind        text             not null,
    observed_at timestamptz      not null,
    received_at timestamptz      not null,
    value       double precision,
    unit        text             not null,
    reference   text             not null,
    alarm       uuid references sensor_alarm,
    drill       boolean          not null,
    reported_by text             not null,
    constraint told_once unique (feature, sequence, observed_at)
);
create index sensor_report_of on sensor_report (feature, id);
create index sensor_report_of_alarm on sensor_report (alarm, id) where alarm is not null;
