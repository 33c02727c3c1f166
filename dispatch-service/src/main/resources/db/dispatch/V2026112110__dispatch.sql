create sequence call_number;
create sequence incident_number;

create table incident_type (
    code                text primary key,
    name_en             text   not null,
    name_zh             text   not null,
    default_priority    text   not null check (default_priority in ('P1', 'P2', 'P3', 'P4')),
    needs               text[] not null,
    ecological_activity text
);

create table incident (
    id               uuid primary key,
    number           text        not null unique,
    version          bigint      not null,
    state            text        not null check (state in ('new', 'queued', 'active', 'monitored', 'ended')),
    type             text        not null references incident_type,
    priority         text        not null check (priority in ('P1', 'P2', 'P3', 'P4')),
    summary          text        not null,
    locations        jsonb       not null,
    owner            text        not null check (owner <> ''),
    next_deadline_at timestamptz,
    opened_at        timestamptz not null,
    act_at           timestamptz not null,
    ended_at         timestamptz,
    outcome          text,
    rationale        text,
    drill            boolean     not null,
    recorded_at      timestamptz not null,
    -- Nothing open is without a next deadline, and only what has ended has an outcome.
    constraint incident_open_has_deadline check ((state <> 'ended') = (next_deadline_at is not null)),
    constraint incident_ended_has_outcome
        check ((state = 'ended') = (outcome is not null and rationale <> '' and ended_at is not null))
);
create index incident_open on incident (next_deadline_at) where state <> 'ended';

create table call (
    id                 uuid primary key,
    number             text        not null unique,
    version            bigint      not null,
    state              text        not null check (state in ('open', 'ended')),
    channel            text        not null,
    received_at        timestamptz not null,
    answered_at        timestamptz not null,
    caller_id          text        not null,
    description        text        not null,
    locations          jsonb       not null,
    owner              text        not null check (owner <> ''),
    next_deadline_at   timestamptz,
    outcome            text,
    rationale          text,
    incident_id        uuid references incident,
    external_reference text,
    drill              boolean     not null,
    recorded_at        timestamptz not null,
    constraint call_answered_after_received check (answered_at >= received_at),
    constraint call_open_has_deadline check ((state = 'open') = (next_deadline_at is not null)),
    constraint call_ended_has_outcome check ((state = 'ended') = (outcome is not null))
);
create unique index call_external_reference on call (external_reference) where external_reference is not null;
create index call_incident on call (incident_id) where incident_id is not null;
create index call_answered on call (answered_at);
create index call_open on call (next_deadline_at) where state = 'open';

create table orders (
    id               uuid primary key,
    version          bigint  not null,
    state            text    not null check (state in ('requested', 'sent', 'delivered', 'accepted', 'on_the_way',
                                                       'on_scene', 'cleared', 'refused', 'cancelled', 'timed_out')),
    over             boolean not null generated always as
                         (state in ('cleared', 'refused', 'cancelled', 'timed_out')) stored,
    reason           text    not null,
    incident_id      uuid    not null references incident,
    unit             text    not null,
    instruction      text    not null,
    owner            text    not null check (owner <> ''),
    next_deadline_at timestamptz,
    milestones       jsonb   not null,
    escalations      jsonb   not null,
    diverted_from    uuid references orders,
    sent_at          timestamptz,
    constraint orders_open_has_deadline check (over = (next_deadline_at is null))
);
create unique index orders_one_open_per_incident_and_unit on orders (incident_id, unit) where not over;
create index orders_incident on orders (incident_id);
create index orders_unit on orders (unit) where not over;
create index orders_open on orders (next_deadline_at) where not over;

-- The units as patrol-service told them last, for recommendations while it is away.
create table known_unit (
    name         text primary key,
    call_sign    text             not null,
    capabilities text[]           not null,
    speed_mps    double precision not null,
    in_service   boolean          not null,
    committed    boolean          not null,
    latitude     double precision,
    longitude    double precision,
    position_at  timestamptz,
    seen_at      timestamptz      not null
);

insert into incident_type (code, name_en, name_zh, default_priority, needs, ecological_activity) values
    ('person_in_water_risk',  'Person threatens to enter the water', '轻生警情(涉水)',   'P1', '{road,water}', null),
    ('drowning',              'Person in the water',                 '溺水救援',         'P1', '{water,medical}', null),
    ('missing_person',        'Missing person',                      '人员走失',         'P2', '{road}', null),
    ('medical',               'Medical emergency',                   '医疗急救',         'P2', '{medical}', null),
    ('structure_fire',        'Building on fire',                    '建筑火灾',         'P1', '{fire}', null),
    ('outside_fire',          'Fire in the open',                    '室外火灾',         'P2', '{fire}', null),
    ('vehicle_fire',          'Vehicle on fire',                     '车辆火灾',         'P2', '{fire}', null),
    ('alarm',                 'Automatic alarm',                     '自动报警',         'P3', '{fire}', null),
    ('smoke_investigation',   'Smoke or odour to investigate',       '烟雾异味查看',     'P3', '{fire}', null),
    ('gas_leak',              'Gas leak',                            '燃气泄漏',         'P2', '{fire}', null),
    ('electrical_hazard',     'Electrical hazard',                   '用电险情',         'P3', '{fire}', null),
    ('fuel_spill',            'Fuel spill',                          '油料泄漏',         'P3', '{fire}', null),
    ('confined_space_rescue', 'Confined space or collapse',          '密闭空间或坍塌救援', 'P1', '{rescue}', null),
    ('elevator_rescue',       'Persons in a stuck lift',             '电梯困人',         'P3', '{rescue}', null),
    ('water_rescue',          'Rescue from water or ice',            '水域冰面救援',     'P1', '{water,rescue}', null),
    ('traffic_collision',     'Traffic collision',                   '交通事故',         'P2', '{road}', null),
    ('theft',                 'Theft',                               '盗窃',             'P3', '{road}', null),
    ('public_order',          'Disturbance of public order',         '扰乱秩序',         'P3', '{road}', null),
    ('service_call',          'Help for a citizen',                  '群众求助',         'P4', '{}', null),
    ('ice_danger',            'People or vehicles on unsafe ice',    '冰面险情',         'P2', '{ice}', null),
    ('illegal_fishing_net',   'Fishing with nets',                   '违规网捕',         'P3', '{water}', 'fishing_net'),
    ('illegal_fishing_electric', 'Fishing with electricity',         '电鱼',             'P2', '{water}', 'fishing_electric'),
    ('illegal_fishing_poison', 'Fishing with poison',                '毒鱼',             'P2', '{water}', 'fishing_poison'),
    ('illegal_fishing_explosive', 'Fishing with explosives',         '炸鱼',             'P1', '{water}', 'fishing_explosive'),
    ('angling',               'Angling in closed waters',            '禁渔期垂钓',       'P4', '{road}', 'fishing_angling_recreational'),
    ('illegal_hunting',       'Illegal hunting',                     '非法狩猎',         'P2', '{road}', 'illegal_hunting'),
    ('illegal_logging',       'Illegal logging',                     '盗伐滥伐林木',     'P3', '{road}', 'illegal_logging'),
    ('sand_mining',           'Illegal sand mining in a river',      '河道非法采砂',     'P3', '{road}', 'sand_mining'),
    ('wildfire_use',          'Open fire in the field',              '野外违规用火',     'P2', '{road}', 'wildfire_use'),
    ('pollution_discharge',   'Discharge of pollutants',             '违法排污',         'P3', '{road}', 'pollution_discharge'),
    ('bird_disturbance',      'Disturbance of migrating birds',      '惊扰候鸟',         'P4', '{road}', 'bird_disturbance'),
    ('other',                 'Other',                               '其他',             'P3', '{}', null);
