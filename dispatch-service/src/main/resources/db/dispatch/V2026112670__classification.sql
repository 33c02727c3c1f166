-- Categories with questions and rules, by revision, and what suggestions go by. Nothing is deleted.
create table category_catalogue (
    number         bigint      primary key check (number >= 1),
    made_at        timestamptz not null,
    made_by        text        not null,
    reason         text        not null check (reason <> '' and length(reason) <= 500),
    categories     jsonb       not null check (jsonb_array_length(categories) between 1 and 500),
    priority_rules jsonb       not null check (jsonb_array_length(priority_rules) <= 500)
);
comment on column category_catalogue.categories is 'Array of qipan.dispatch.v1.Category';
comment on column category_catalogue.priority_rules is 'Array of qipan.dispatch.v1.PriorityRule';

create table classification_model (
    number        bigint      primary key check (number >= 1),
    made_at       timestamptz not null,
    trained_until timestamptz not null,
    cases         integer     not null check (cases >= 1)
);

-- What is learned from, the newest first.
create index incident_confirmed on incident (ended_at desc, id desc)
    where state = 'ended' and not drill and outcome in ('RESOLVED', 'HANDED_OVER');

-- Ours, until somebody who knows the place sets another: each type is one leaf. Codes of other schemes are left to those who
-- have them.
insert into category_catalogue (number, made_at, made_by, reason, categories, priority_rules)
select 1, '2026-11-26T00:00:00Z', '', 'Brought by the service: one leaf for each type',
    $$[
    {"code": "life_safety", "nameZh": "人身安全", "nameEn": "Safety of life", "questions": [
        {"id": "life_what", "kind": "CHOICE", "textZh": "人现在怎么了？", "textEn": "What is it with the person?", "options": [
            {"code": "ill", "textZh": "受伤或患病", "textEn": "hurt or ill", "optionalCategory": "medical"},
            {"code": "in_water", "textZh": "落水", "textEn": "in the water", "optionalCategory": "drowning"},
            {"code": "at_water", "textZh": "欲轻生入水", "textEn": "threatens to go into the water", "optionalCategory": "person_in_water_risk"},
            {"code": "cut_off", "textZh": "被水或冰围困", "textEn": "cut off by water or ice", "optionalCategory": "water_rescue"},
            {"code": "on_ice", "textZh": "在不安全的冰面", "textEn": "on unsafe ice", "optionalCategory": "ice_danger"},
            {"code": "missing", "textZh": "走失", "textEn": "missing", "optionalCategory": "missing_person"},
            {"code": "in_lift", "textZh": "困在电梯", "textEn": "in a stuck lift", "optionalCategory": "elevator_rescue"},
            {"code": "buried", "textZh": "被埋压或困在密闭空间", "textEn": "buried or shut in", "optionalCategory": "confined_space_rescue"}]}]},
    {"code": "fire_hazard", "nameZh": "火情与险情", "nameEn": "Fire and hazards", "questions": [
        {"id": "anybody_inside", "kind": "YES_NO", "textZh": "有人被困或无法撤离吗？", "textEn": "Is anybody inside or unable to get away?", "options": [
            {"code": "yes", "textZh": "有", "textEn": "yes"}, {"code": "no", "textZh": "没有", "textEn": "no"}]},
        {"id": "hazard_what", "kind": "CHOICE", "textZh": "是什么险情？", "textEn": "What is it?", "options": [
            {"code": "building", "textZh": "建筑着火", "textEn": "a building burns", "optionalCategory": "structure_fire"},
            {"code": "open", "textZh": "室外着火", "textEn": "it burns in the open", "optionalCategory": "outside_fire"},
            {"code": "vehicle", "textZh": "车辆着火", "textEn": "a vehicle burns", "optionalCategory": "vehicle_fire"},
            {"code": "device", "textZh": "只有报警器响", "textEn": "only a device sounds", "optionalCategory": "alarm"},
            {"code": "smoke", "textZh": "有烟或异味", "textEn": "smoke or an odour", "optionalCategory": "smoke_investigation"},
            {"code": "gas", "textZh": "燃气泄漏", "textEn": "gas escapes", "optionalCategory": "gas_leak"},
            {"code": "electricity", "textZh": "用电险情", "textEn": "electricity", "optionalCategory": "electrical_hazard"},
            {"code": "fuel", "textZh": "油料泄漏", "textEn": "fuel was spilt", "optionalCategory": "fuel_spill"}]}]},
    {"code": "public_safety", "nameZh": "治安与交通", "nameEn": "Public order and traffic", "questions": [
        {"id": "weapon", "kind": "YES_NO", "textZh": "有人持械或正在伤人吗？", "textEn": "Is there a weapon, or is anybody being attacked?", "options": [
            {"code": "yes", "textZh": "是", "textEn": "yes"}, {"code": "no", "textZh": "否", "textEn": "no"}]},
        {"id": "hurt", "kind": "YES_NO", "textZh": "有人受伤吗？", "textEn": "Is anybody hurt?", "options": [
            {"code": "yes", "textZh": "有", "textEn": "yes"}, {"code": "no", "textZh": "没有", "textEn": "no"}]},
        {"id": "order_what", "kind": "CHOICE", "textZh": "发生了什么？", "textEn": "What happened?", "options": [
            {"code": "collision", "textZh": "交通事故", "textEn": "a collision", "optionalCategory": "traffic_collision"},
            {"code": "stolen", "textZh": "被盗", "textEn": "something was stolen", "optionalCategory": "theft"},
            {"code": "disturbance", "textZh": "纠纷或扰乱秩序", "textEn": "a quarrel or disturbance", "optionalCategory": "public_order"}]}]},
    {"code": "ecology", "nameZh": "生态环境", "nameEn": "Ecology", "questions": [
        {"id": "threatened", "kind": "YES_NO", "textZh": "有人受到威胁吗？", "textEn": "Is anybody threatened?", "options": [
            {"code": "yes", "textZh": "有", "textEn": "yes"}, {"code": "no", "textZh": "没有", "textEn": "no"}]},
        {"id": "harm_what", "kind": "CHOICE", "textZh": "是什么行为？", "textEn": "What is being done?", "options": [
            {"code": "fishing", "textZh": "捕鱼或垂钓", "textEn": "fishing", "optionalCategory": "fishing"},
            {"code": "hunting", "textZh": "狩猎", "textEn": "hunting", "optionalCategory": "illegal_hunting"},
            {"code": "logging", "textZh": "伐木", "textEn": "felling trees", "optionalCategory": "illegal_logging"},
            {"code": "sand", "textZh": "采砂", "textEn": "taking sand", "optionalCategory": "sand_mining"},
            {"code": "fire", "textZh": "野外用火", "textEn": "fire in the field", "optionalCategory": "wildfire_use"},
            {"code": "sewage", "textZh": "排污", "textEn": "discharging", "optionalCategory": "pollution_discharge"},
            {"code": "birds", "textZh": "惊扰候鸟", "textEn": "disturbing birds", "optionalCategory": "bird_disturbance"}]}]},
    {"code": "fishing", "optionalParent": "ecology", "nameZh": "渔业", "nameEn": "Fishing", "questions": [
        {"id": "fishing_how", "kind": "CHOICE", "textZh": "用什么方法？", "textEn": "By which means?", "options": [
            {"code": "net", "textZh": "网具", "textEn": "a net", "optionalCategory": "illegal_fishing_net"},
            {"code": "electricity", "textZh": "电", "textEn": "electricity", "optionalCategory": "illegal_fishing_electric"},
            {"code": "poison", "textZh": "毒", "textEn": "poison", "optionalCategory": "illegal_fishing_poison"},
            {"code": "explosives", "textZh": "炸", "textEn": "explosives", "optionalCategory": "illegal_fishing_explosive"},
            {"code": "rod", "textZh": "钓竿", "textEn": "a rod", "optionalCategory": "angling"}]}]},
    {"code": "help_and_other", "nameZh": "求助与其他", "nameEn": "Help and other", "questions": [
        {"id": "danger_now", "kind": "YES_NO", "textZh": "现在有危险吗？", "textEn": "Is there danger now?", "options": [
            {"code": "yes", "textZh": "有", "textEn": "yes"}, {"code": "no", "textZh": "没有", "textEn": "no"}]}]}
    ]$$::jsonb || (
        select jsonb_agg(jsonb_build_object('code', t.code, 'optionalParent', p.parent, 'nameZh', t.name_zh, 'nameEn', t.name_en,
            'optionalType', t.code, 'questions', coalesce(q.questions, '[]'::jsonb)) order by p.place)
        from incident_type t
        join (values
            (1, 'life_safety', 'medical'), (2, 'life_safety', 'drowning'), (3, 'life_safety', 'person_in_water_risk'),
            (4, 'life_safety', 'water_rescue'), (5, 'life_safety', 'ice_danger'), (6, 'life_safety', 'missing_person'),
            (7, 'life_safety', 'elevator_rescue'), (8, 'life_safety', 'confined_space_rescue'),
            (9, 'fire_hazard', 'structure_fire'), (10, 'fire_hazard', 'outside_fire'), (11, 'fire_hazard', 'vehicle_fire'),
            (12, 'fire_hazard', 'alarm'), (13, 'fire_hazard', 'smoke_investigation'), (14, 'fire_hazard', 'gas_leak'),
            (15, 'fire_hazard', 'electrical_hazard'), (16, 'fire_hazard', 'fuel_spill'),
            (17, 'public_safety', 'traffic_collision'), (18, 'public_safety', 'theft'), (19, 'public_safety', 'public_order'),
            (20, 'fishing', 'illegal_fishing_net'), (21, 'fishing', 'illegal_fishing_electric'),
            (22, 'fishing', 'illegal_fishing_poison'), (23, 'fishing', 'illegal_fishing_explosive'), (24, 'fishing', 'angling'),
            (25, 'ecology', 'illegal_hunting'), (26, 'ecology', 'illegal_logging'), (27, 'ecology', 'sand_mining'),
            (28, 'ecology', 'wildfire_use'), (29, 'ecology', 'pollution_discharge'), (30, 'ecology', 'bird_disturbance'),
            (31, 'help_and_other', 'service_call'), (32, 'help_and_other', 'other')) as p (place, parent, code) using (code)
        left join (values
            ('medical', $$[{"id": "breathing", "kind": "YES_NO", "textZh": "清醒并且呼吸正常吗？", "textEn": "Awake and breathing normally?", "options": [
                {"code": "yes", "textZh": "是", "textEn": "yes"}, {"code": "no", "textZh": "否", "textEn": "no"}]}]$$::jsonb),
            ('missing_person', $$[{"id": "helpless", "kind": "YES_NO", "textZh": "是儿童、病人，或者无法自理吗？", "textEn": "A child, ill, or unable to look after themselves?", "options": [
                {"code": "yes", "textZh": "是", "textEn": "yes"}, {"code": "no", "textZh": "否", "textEn": "no"}]}]$$::jsonb))
            as q (code, questions) using (code)),
    $$[
    {"id": "not_breathing", "optionalCategory": "medical", "conditions": [{"question": "breathing", "answer": "no"}], "priority": "P1",
        "reasonZh": "不清醒或呼吸不正常", "reasonEn": "Not awake, or not breathing normally"},
    {"id": "helpless_missing", "optionalCategory": "missing_person", "conditions": [{"question": "helpless", "answer": "yes"}], "priority": "P1",
        "reasonZh": "走失者无法自理", "reasonEn": "Who is missing cannot look after themselves"},
    {"id": "people_inside", "optionalCategory": "fire_hazard", "conditions": [{"question": "anybody_inside", "answer": "yes"}], "priority": "P1",
        "reasonZh": "有人被困", "reasonEn": "Somebody cannot get away"},
    {"id": "armed_or_attacked", "optionalCategory": "public_safety", "conditions": [{"question": "weapon", "answer": "yes"}], "priority": "P1",
        "reasonZh": "有人持械或正在伤人", "reasonEn": "A weapon, or somebody is attacked"},
    {"id": "somebody_hurt", "optionalCategory": "public_safety", "conditions": [{"question": "hurt", "answer": "yes"}], "priority": "P2",
        "reasonZh": "有人受伤", "reasonEn": "Somebody is hurt"},
    {"id": "somebody_threatened", "optionalCategory": "ecology", "conditions": [{"question": "threatened", "answer": "yes"}], "priority": "P2",
        "reasonZh": "有人受到威胁", "reasonEn": "Somebody is threatened"},
    {"id": "danger", "optionalCategory": "help_and_other", "conditions": [{"question": "danger_now", "answer": "yes"}], "priority": "P2",
        "reasonZh": "现在有危险", "reasonEn": "There is danger now"}
    ]$$::jsonb;
