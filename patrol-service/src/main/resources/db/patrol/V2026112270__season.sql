-- What kinds move on and how fast, with what and whom. Speeds, crews and equipment are planning assumptions like the usual
-- speed, which stays the speed on one of the media; replace them by what the own record shows.
alter table unit_kind
    add column speeds     jsonb   not null default '{}',
    add column usual_crew integer not null default 0 check (usual_crew >= 0),
    add column equipment  text[]  not null default '{}';
comment on column unit_kind.speeds is 'Metres per second by medium';

insert into unit_kind (code, name_en, name_zh, capabilities, usual_speed_mps, stale_after_s) values
    ('amphibious_vehicle', 'Amphibious vehicle', '水陆两栖车', '{road,water,shallow_water,ice,patrol,rescue}', 9.0, 300);

update unit_kind as kind
set speeds = told.speeds::jsonb, usual_crew = told.usual_crew, equipment = told.equipment::text[]
from (values
    ('officer',            '{"foot": 1.4}',                                                 1, '{radio}'),
    ('foot_team',          '{"foot": 1.4}',                                                 2, '{radio}'),
    ('patrol_car',         '{"road": 11.0, "foot": 1.4}',                                   2, '{radio,life_buoy}'),
    ('motorcycle',         '{"road": 12.0}',                                                1, '{radio}'),
    ('bicycle_team',       '{"road": 4.5, "foot": 1.4}',                                    2, '{radio}'),
    ('patrol_boat_large',  '{"water": 9.0}',                                                5, '{radio,life_buoy,life_jackets,diving_gear,radar}'),
    ('patrol_boat_small',  '{"water": 11.0}',                                               3, '{radio,life_buoy,life_jackets}'),
    ('assault_boat',       '{"water": 10.0}',                                               3, '{radio,life_buoy,life_jackets}'),
    ('kayak',              '{"water": 1.8, "shallow_water": 1.8}',                          1, '{life_jackets}'),
    ('jet_ski',            '{"water": 14.0, "shallow_water": 10.0}',                        1, '{life_jackets}'),
    ('amphibious_boat',    '{"road": 5.0, "water": 8.0, "shallow_water": 6.0, "ice": 5.0}', 3, '{radio,life_buoy,life_jackets}'),
    ('amphibious_vehicle', '{"road": 9.0, "water": 3.0, "shallow_water": 3.0, "ice": 5.0}', 3, '{radio,life_buoy,life_jackets}'),
    ('ice_vehicle',        '{"ice": 8.0}',                                                  2, '{radio,ice_rescue_sled,ice_claws}'),
    ('drone',              '{"air": 12.0}',                                                 0, '{camera,loudspeaker}'),
    ('fire_engine',        '{"road": 10.0}',                                                6, '{hose,ladder}'),
    ('ladder_truck',       '{"road": 9.0}',                                                 3, '{ladder}'),
    ('ambulance',          '{"road": 11.0}',                                                3, '{defibrillator,stretcher}'),
    ('rescue_squad',       '{"road": 10.0}',                                                5, '{diving_gear,cutting_gear}'),
    ('command_vehicle',    '{"road": 11.0}',                                                3, '{radio}'),
    ('support_vehicle',    '{"road": 9.0}',                                                 2, '{}'),
    ('forest_fire_team',   '{"road": 8.0, "foot": 1.0}',                                   10, '{blower,water_backpack}'),
    ('partner_team',       '{"road": 9.0, "foot": 1.4}',                                    6, '{}')
) as told (code, speeds, usual_crew, equipment)
where kind.code = told.code;

-- What duty officers say of media, against the calendar. Nothing is deleted.
create table medium_declaration (
    id            uuid primary key,
    version       bigint      not null,
    media         text[]      not null check (cardinality(media) > 0),
    passage       text        not null check (passage in ('open', 'closed')),
    place         text collate "C",
    from_at       timestamptz not null,
    until_at      timestamptz,
    reason        text        not null,
    declared_by   text        not null,
    declared_at   timestamptz not null,
    revoked_at    timestamptz,
    revoked_by    text,
    revoke_reason text,
    constraint lasts_a_while check (until_at > from_at),
    constraint revoked_by_somebody check
        ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoke_reason is null))
);
create index medium_declaration_standing on medium_declaration (id) where revoked_at is null;
comment on column medium_declaration.place is 'gridFeatures/{kind}-{code}; null: the whole city';
