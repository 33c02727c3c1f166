create table scope_list (
    version         integer     primary key check (version > 0),
    valid_from      timestamptz not null,
    basis           text        not null check (basis <> '' and length(basis) <= 500),
    published_by    text        not null,
    deliver_within  interval    not null check (deliver_within between '10 seconds' and '1 day'),
    decide_within   interval    not null check (decide_within between '10 seconds' and '7 days'),
    answer_within   interval    not null check (answer_within between '1 minute' and '90 days'),
    most_offers     integer     not null check (most_offers between 1 and 10)
);

create table scope_entry (
    version integer not null references scope_list,
    matter  text    not null check (matter ~ '^[a-z][a-z0-9_]{1,60}$'),
    name_zh text    not null check (name_zh <> '' and length(name_zh) <= 200),
    name_en text    not null check (length(name_en) <= 200),
    owners  text[]  not null check (cardinality(owners) between 1 and 10),
    primary key (version, matter)
);

create table transfer (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null
                                 check (state in ('offered', 'delivered', 'accepted', 'returned', 'kept', 'completed')),
    over             boolean     not null generated always as (state in ('returned', 'kept', 'completed')) stored,
    call_id          uuid        not null references call,
    partner          text        not null check (partner ~ '^agencies/[a-z0-9-]{1,40}$'),
    matter           text        not null,
    scope_version    integer     not null,
    mode             text        not null check (mode in ('PUT_THROUGH', 'PUSHED', 'THREE_PARTY')),
    note             text        not null check (length(note) <= 2000),
    danger           boolean     not null,
    owner            text        not null check (owner <> ''),
    next_deadline_at timestamptz,
    offered_at       timestamptz not null,
    deliver_by       timestamptz not null,
    decide_by        timestamptz not null,
    answer_by        timestamptz not null,
    delivered_at     timestamptz,
    accepted_at      timestamptz,
    over_at          timestamptz,
    expected_at      timestamptz,
    their_reference  text        not null check (length(their_reference) <= 100),
    accepted_by      text        not null check (length(accepted_by) <= 100),
    reason           text        not null check (length(reason) <= 2000),
    foreign key (scope_version, matter) references scope_entry (version, matter),
    -- One that is back has one while nobody has seen it.
    constraint transfer_open_has_deadline check (over or next_deadline_at is not null),
    constraint transfer_completed_has_no_deadline check (state <> 'completed' or next_deadline_at is null),
    constraint transfer_over_has_reason check (over = (over_at is not null) and (not over or reason <> '')),
    constraint transfer_accepted_has_time check (state not in ('accepted', 'completed') or accepted_at is not null)
);
create unique index transfer_one_open_of_call on transfer (call_id) where not over;
create index transfer_of_call on transfer (call_id, id);
create index transfer_of_partner on transfer (partner, id);
create index transfer_work on transfer (next_deadline_at) where next_deadline_at is not null;

-- Ours, after the division of the notice of 2022 (urgent, criminal and public-order matters: 110; consultation, non-urgent help,
-- complaints and suggestions: 12345). A city publishes its own as the next version.
insert into scope_list values (1, '2000-01-01T00:00:00Z',
    'Division of matters by the notice of 2022 on 110 and 12345; limits are ours', '',
    '2 minutes', '5 minutes', '24 hours', 2);
insert into scope_entry (version, matter, name_zh, name_en, owners) values
    (1, 'crime',                   '刑事案件',         'Crime',                                  '{agencies/110}'),
    (1, 'public_order',            '治安案事件',       'Public order',                           '{agencies/110}'),
    (1, 'danger_to_life',          '危及人身安全',     'Danger to life',                         '{agencies/110}'),
    (1, 'police_complaint',        '涉警投诉',         'Complaint about police',                 '{agencies/110}'),
    (1, 'traffic_collision',       '交通事故',         'Traffic collision',                      '{agencies/122,agencies/110}'),
    (1, 'fire',                    '火灾',             'Fire',                                   '{agencies/119,agencies/110}'),
    (1, 'medical_emergency',       '医疗急救',         'Medical emergency',                      '{agencies/120}'),
    (1, 'consultation',            '政策咨询',         'Question about an authority',            '{agencies/12345}'),
    (1, 'non_urgent_help',         '非紧急求助',       'Help that is not urgent',                '{agencies/12345}'),
    (1, 'suggestion',              '意见建议',         'Suggestion',                             '{agencies/12345}'),
    (1, 'noise_complaint',         '生活噪声扰民',     'Noise of neighbours',                    '{agencies/12345,agencies/110}'),
    (1, 'construction_noise',      '施工噪声',         'Noise of construction',                  '{agencies/12345}'),
    (1, 'water_supply',            '供水故障',         'No water',                               '{agencies/12345}'),
    (1, 'power_supply',            '供电故障',         'No electricity',                         '{agencies/12345}'),
    (1, 'heating',                 '供暖问题',         'No heating',                             '{agencies/12345}'),
    (1, 'road_damage',             '道路设施损坏',     'Damaged road',                           '{agencies/12345}'),
    (1, 'street_stall',            '占道经营',         'Trading on the street',                  '{agencies/12345}'),
    (1, 'consumer_dispute',        '消费纠纷',         'Dispute with a shop',                    '{agencies/12345}'),
    (1, 'wage_dispute',            '劳资纠纷',         'Dispute about wages',                    '{agencies/12345,agencies/110}'),
    (1, 'neighbour_dispute',       '邻里纠纷',         'Dispute of neighbours',                  '{agencies/12345,agencies/110}'),
    (1, 'stray_animal',            '流浪动物',         'Stray animal',                           '{agencies/12345}'),
    (1, 'environment_complaint',   '环境污染投诉',     'Complaint about pollution',              '{agencies/12345}'),
    (1, 'locked_out',              '开锁求助',         'Locked out',                             '{agencies/12345,agencies/110}');
