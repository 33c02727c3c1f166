-- Kinds are data. Speeds are planning assumptions for the usual medium (average over a run, not a top speed); replace
-- them by what the own record shows. A position is stale when a unit of the kind, reporting as usual, may have left the
-- neighbourhood since: 3 min for what is fast, 5 min on water and foot.
insert into unit_kind (code, name_en, name_zh, capabilities, usual_speed_mps, stale_after_s) values
    ('officer',           'Officer',                '民警',         '{foot,patrol,law_enforcement}',                 1.4, 300),
    ('foot_team',         'Foot team',              '步巡组',       '{foot,patrol,law_enforcement}',                 1.4, 300),
    ('patrol_car',        'Patrol car',             '巡逻车',       '{road,foot,patrol,law_enforcement}',           11.0, 180),
    ('motorcycle',        'Motorcycle',             '摩托车',       '{road,patrol,law_enforcement}',                12.0, 180),
    ('bicycle_team',      'Bicycle team',           '自行车巡组',   '{road,foot,patrol,law_enforcement}',            4.5, 300),
    ('patrol_boat_large', 'Large patrol boat',      '大型巡逻艇',   '{water,patrol,law_enforcement,rescue,diving}',  9.0, 300),
    ('patrol_boat_small', 'Small patrol boat',      '小型巡逻艇',   '{water,patrol,law_enforcement,rescue}',        11.0, 300),
    ('assault_boat',      'Assault boat',           '冲锋舟',       '{water,rescue}',                               10.0, 300),
    ('kayak',             'Kayak',                  '皮划艇',       '{water,shallow_water,rescue}',                  1.8, 300),
    ('jet_ski',           'Jet ski',                '摩托艇',       '{water,shallow_water,patrol,rescue}',          14.0, 180),
    ('amphibious_boat',   'Amphibious boat',        '水陆两栖艇',   '{water,shallow_water,ice,road,patrol,rescue}',  8.0, 300),
    ('ice_vehicle',       'Ice vehicle',            '冰面巡逻车',   '{ice,patrol,law_enforcement,rescue}',           8.0, 300),
    ('drone',             'Drone',                  '无人机',       '{air,patrol,search}',                          12.0,  60),
    ('fire_engine',       'Fire engine',            '消防车',       '{road,fire,rescue,first_aid}',                 10.0, 180),
    ('ladder_truck',      'Ladder truck',           '云梯消防车',   '{road,fire,ladder,rescue}',                     9.0, 180),
    ('ambulance',         'Ambulance',              '救护车',       '{road,medical,first_aid,transport}',           11.0, 180),
    ('rescue_squad',      'Rescue squad',           '抢险救援车',   '{road,rescue,fire,diving}',                    10.0, 180),
    ('command_vehicle',   'Command vehicle',        '指挥车',       '{road,command}',                               11.0, 180),
    ('support_vehicle',   'Support vehicle',        '保障车',       '{road,support}',                                9.0, 300),
    ('forest_fire_team',  'Wildland fire team',     '森林草原扑火队', '{road,foot,fire,wildland_fire}',              8.0, 300),
    ('partner_team',      'Partner rescue team',    '社会救援队',   '{road,foot,rescue,search}',                     9.0, 600);
