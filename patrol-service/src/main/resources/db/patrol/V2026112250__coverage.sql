-- Written beside the fixes, in their transaction, by inserts only: nobody who stores fixes waits for anybody who measures.
create table track_change (
    number     bigint generated always as identity primary key,
    unit_name  text collate "C" not null,
    from_at    timestamptz      not null,
    until_at   timestamptz      not null,
    marked_at  timestamptz      not null,
    -- Not because of new fixes: goes after those.
    again      boolean          not null,
    -- How often the unit could not be measured, and until when others go before it.
    attempts   integer          not null default 0,
    retry_at   timestamptz,
    constraint in_order check (from_at <= until_at)
);
create index track_change_in_order on track_change (again, number);
create index track_change_of_unit on track_change (unit_name, again);
create index track_change_put_back on track_change (unit_name) where retry_at is not null;
comment on table track_change is 'Parts of tracks that are to be measured; a row goes when it is';

-- What was measured in one quarter of an hour (UTC) of a unit's track. Replaced as a whole whenever that is measured again.
create table coverage_evidence (
    unit_name  text collate "C" not null,
    quarter    timestamptz      not null,
    feature    text collate "C" not null,
    period     text             not null,
    slot_from  timestamptz      not null,
    number     integer          not null,
    from_at    timestamptz      not null,
    until_at   timestamptz      not null,
    from_m     double precision not null,
    until_m    double precision not null,
    mock       boolean          not null,
    revision   bigint           not null,
    primary key (unit_name, quarter, feature, slot_from, number),
    constraint in_order check (from_at <= until_at)
);
create index coverage_evidence_of_slot on coverage_evidence (unit_name, feature, slot_from);
create index coverage_evidence_of_feature on coverage_evidence (feature, until_at);

-- What the evidence of a unit, feature and slot amounts to. Follows from it.
create table visit (
    unit_name  text collate "C" not null,
    feature    text collate "C" not null,
    slot_from  timestamptz      not null,
    number     integer          not null,
    period     text             not null,
    from_at    timestamptz      not null,
    until_at   timestamptz      not null,
    dwell_us   bigint           not null check (dwell_us >= 0),
    share      double precision not null,
    revision   bigint           not null,
    primary key (unit_name, feature, period, slot_from, number)
);
create index visit_of_feature on visit (feature, period);
create index visit_by_time on visit (from_at, unit_name, feature);

create table visit_duty (
    name         text collate "C" primary key,
    feature      text collate "C" not null,
    period       text             not null,
    period_until timestamptz      not null,
    zone         text collate "C",
    state        text             not null check (state in ('pending', 'due', 'overdue', 'met', 'withdrawn')),
    needed       integer          not null check (needed >= 1),
    done         integer          not null check (done >= 0),
    revision     bigint           not null,
    version      bigint           not null
);
create index visit_duty_due on visit_duty (name) where state in ('due', 'overdue');
create index visit_duty_by_end on visit_duty (period_until);

-- How far the revisions of the grid have been followed.
create table coverage_head (
    only_one boolean primary key default true check (only_one),
    revision bigint  not null
);

-- What is peculiar in a quarter of an hour (UTC) of a unit's track, whatever others do. Replaced together with the evidence.
create table track_sign (
    unit_name  text collate "C" not null,
    quarter    timestamptz      not null,
    fixes      integer          not null,
    mock       integer          not null,
    jumps      integer          not null,
    splits     integer          not null,
    fastest    double precision not null,
    prints     bigint[]         not null,
    repeated   integer          not null,
    primary key (unit_name, quarter)
);
create index track_sign_by_time on track_sign (quarter, unit_name);
create index track_sign_prints on track_sign using gin (prints);
comment on column track_sign.fastest is 'Metres per second of the fastest jump; 0 without one';
comment on column track_sign.prints is 'Hashes of stretches of the path; two tracks with the same ones went the same way to the metre';
comment on column track_sign.repeated is 'Prints that came again in the same quarter, a minute or more later';

create table track_device (
    unit_name  text collate "C" not null,
    quarter    timestamptz      not null,
    device     text collate "C" not null,
    first_at   timestamptz      not null,
    last_at    timestamptz      not null,
    primary key (unit_name, quarter, device)
);
create index track_device_of_device on track_device (device, quarter);
