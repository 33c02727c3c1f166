-- An incident that is the same as another one is merged: no work of its own, no deadline of its own, and what it was before
-- is kept so that it can be that again.
alter table incident
    add column merged_into uuid references incident,
    add column unmerged_state text check (unmerged_state in ('new', 'queued', 'active', 'monitored')),
    add column unmerged_deadline_at timestamptz,
    drop constraint incident_state_check,
    add constraint incident_state_check check (state in ('new', 'queued', 'active', 'monitored', 'ended', 'merged')),
    drop constraint incident_open_has_deadline,
    add constraint incident_open_has_deadline
        check ((state not in ('ended', 'merged')) = (next_deadline_at is not null)),
    add constraint incident_merged_knows_both
        check ((state = 'merged') = (merged_into is not null and unmerged_state is not null
            and unmerged_deadline_at is not null) and (state = 'merged' or (merged_into is null
            and unmerged_state is null and unmerged_deadline_at is null)) and merged_into <> id),
    -- Where the work goes by, to look for what is near. An absent coordinate of a point is 0 in JSON of the contract.
    add column place point generated always as (
        case when jsonb_path_exists(locations, '$[*] ? (@.chosen == true && exists(@.wgs84))') then point(
            coalesce((jsonb_path_query_first(locations, '$[*] ? (@.chosen == true).wgs84.longitude'))::double precision, 0),
            coalesce((jsonb_path_query_first(locations, '$[*] ? (@.chosen == true).wgs84.latitude'))::double precision, 0))
        end) stored,
    add column place_radius_m double precision generated always as (
        coalesce((jsonb_path_query_first(locations, '$[*] ? (@.chosen == true).radiusM'))::double precision, 0)) stored;
create index incident_merged_into on incident (merged_into) where merged_into is not null;
create index incident_place on incident using gist (place) where state <> 'ended' and place is not null;
create index incident_unended_opened on incident (opened_at) where state <> 'ended';

-- For which incident an order was given; incident_id is the one under which it goes on while the two are one.
alter table orders add column requested_for uuid references incident;
update orders set requested_for = incident_id;
alter table orders alter column requested_for set not null;
create index orders_requested_for on orders (requested_for);

create table incident_merge (
    id               uuid primary key,
    incident_id      uuid        not null references incident,
    into_id          uuid        not null references incident,
    merged_at        timestamptz not null,
    merged_by        text        not null check (merged_by <> ''),
    reason           text        not null check (reason <> '' and length(reason) <= 2000),
    -- What the other one was if this merge made it active.
    into_state       text        check (into_state in ('new', 'queued', 'monitored')),
    into_deadline_at timestamptz,
    unmerged_at      timestamptz,
    unmerged_by      text        check (unmerged_by <> ''),
    unmerge_reason   text        check (unmerge_reason <> '' and length(unmerge_reason) <= 2000),
    constraint incident_merge_of_two check (incident_id <> into_id),
    constraint incident_merge_knows_before check ((into_state is null) = (into_deadline_at is null)),
    constraint incident_merge_undone_by_somebody
        check ((unmerged_at is null) = (unmerged_by is null) and (unmerged_at is null) = (unmerge_reason is null))
);
create unique index incident_merge_one_standing on incident_merge (incident_id) where unmerged_at is null;
create index incident_merge_of on incident_merge (incident_id, id);

create table incident_link (
    incident_id uuid        not null references incident,
    other_id    uuid        not null references incident,
    kind        text        not null check (kind in ('PART_OF', 'RELATED')),
    linked_at   timestamptz not null,
    linked_by   text        not null check (linked_by <> ''),
    reason      text        not null check (length(reason) <= 2000),
    constraint incident_link_of_two check (incident_id <> other_id)
);
-- Two incidents have one link, whichever way round.
create unique index incident_link_once
    on incident_link (least(incident_id, other_id), greatest(incident_id, other_id));
create index incident_link_incident on incident_link (incident_id);
create index incident_link_other on incident_link (other_id);

create table duplicate_rule (
    type       text             not null check (type ~ '^([a-z][a-z0-9_]{1,60}|\*)$'),
    valid_from timestamptz      not null,
    look_back  interval         not null check (look_back between '1 minute' and '30 days'),
    spread_m   double precision not null check (spread_m between 10 and 50000),
    pace       interval         not null check (pace between '1 minute' and '30 days'),
    family     text             not null check (family ~ '^([a-z][a-z0-9_]{1,40})?$'),
    set_by     text             not null,
    primary key (type, valid_from)
);

-- Ours, until somebody who knows the place sets others: how wide such an incident is, how long people keep calling about it.
insert into duplicate_rule (type, valid_from, look_back, spread_m, pace, family, set_by)
select r.type, '2000-01-01T00:00:00Z', r.look_back::interval, r.spread_m, r.pace::interval, r.family, ''
from (values
    ('*',                          '2 hours',  300,   '20 minutes', ''),
    ('structure_fire',             '2 hours',  400,   '20 minutes', 'fire'),
    ('outside_fire',               '3 hours',  1000,  '30 minutes', 'fire'),
    ('vehicle_fire',               '1 hour',   300,   '15 minutes', 'fire'),
    ('alarm',                      '1 hour',   200,   '15 minutes', 'fire'),
    ('smoke_investigation',        '2 hours',  600,   '20 minutes', 'fire'),
    ('wildfire_use',               '6 hours',  2000,  '1 hour',     'fire'),
    ('gas_leak',                   '2 hours',  300,   '30 minutes', 'fire'),
    ('person_in_water_risk',       '2 hours',  500,   '20 minutes', 'water'),
    ('drowning',                   '2 hours',  500,   '20 minutes', 'water'),
    ('water_rescue',               '3 hours',  800,   '30 minutes', 'water'),
    ('ice_danger',                 '3 hours',  800,   '30 minutes', 'water'),
    ('traffic_collision',          '1 hour',   400,   '15 minutes', 'traffic'),
    ('missing_person',             '24 hours', 3000,  '4 hours',    ''),
    ('public_order',               '2 hours',  300,   '20 minutes', 'order'),
    ('service_call',               '6 hours',  200,   '1 hour',     'order'),
    ('theft',                      '24 hours', 150,   '2 hours',    ''),
    ('illegal_fishing_net',        '6 hours',  1500,  '1 hour',     'fishing'),
    ('illegal_fishing_electric',   '6 hours',  1500,  '1 hour',     'fishing'),
    ('illegal_fishing_poison',     '12 hours', 2000,  '2 hours',    'fishing'),
    ('illegal_fishing_explosive',  '6 hours',  2000,  '1 hour',     'fishing'),
    ('angling',                    '6 hours',  1000,  '1 hour',     'fishing'),
    ('pollution_discharge',        '24 hours', 2000,  '4 hours',    ''),
    ('sand_mining',                '24 hours', 2000,  '4 hours',    '')
) as r (type, look_back, spread_m, pace, family);
