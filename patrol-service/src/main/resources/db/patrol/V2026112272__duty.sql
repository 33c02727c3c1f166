-- Duty levels by revision, the orders that change the level, and what every crew on duty hears of each. Nothing is deleted.
create table duty_plan (
    number  bigint      primary key check (number >= 1),
    made_at timestamptz not null,
    made_by text        not null,
    reason  text        not null,
    base    jsonb       not null,
    levels  jsonb       not null check (jsonb_array_length(levels) > 0)
);
comment on column duty_plan.base is 'Array of qipan.patrol.v1.Strength';
comment on column duty_plan.levels is 'Array of qipan.patrol.v1.DutyLevel';

create table duty_order (
    id             uuid primary key,
    level_code     text        not null,
    plan_number    bigint      not null references duty_plan,
    direction      text        not null check (direction in ('set', 'raised', 'lowered')),
    previous_level text,
    reason         text        not null,
    given_by       text        not null,
    given_at       timestamptz not null,
    superseded_at  timestamptz
);
create unique index one_duty_order_in_force on duty_order ((true)) where superseded_at is null;

create table duty_notice (
    id              uuid primary key,
    version         bigint           not null,
    order_id        uuid             not null references duty_order,
    level_code      text             not null,
    shift_id        uuid             not null references shift,
    unit_name       text collate "C" not null references unit,
    within_s        integer          not null check (within_s > 0),
    state           text             not null
                    check (state in ('sent', 'delivered', 'escalated', 'acknowledged', 'lapsed')),
    sent_at         timestamptz      not null,
    alerts          integer          not null check (alerts >= 1),
    next_alert_at   timestamptz,
    delivered_at    timestamptz,
    escalated_at    timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    lapsed_at       timestamptz,
    lapse_reason    text check (lapse_reason in ('shift_over', 'superseded')),
    constraint one_notice_per_shift unique (order_id, shift_id),
    constraint open_has_next_alert check
        ((next_alert_at is not null) = (state in ('sent', 'delivered', 'escalated'))),
    constraint acknowledged_by_somebody check
        ((state = 'acknowledged') = (acknowledged_at is not null) and (state = 'acknowledged') = (acknowledged_by is not null)),
    constraint lapsed_with_reason check
        ((state = 'lapsed') = (lapsed_at is not null) and (state = 'lapsed') = (lapse_reason is not null)),
    constraint delivered_when_so check (state <> 'delivered' or delivered_at is not null),
    constraint escalated_when_so check (state <> 'escalated' or escalated_at is not null)
);
create index open_notice_of_shift on duty_notice (shift_id) where next_alert_at is not null;
create index notice_of_unit on duty_notice (unit_name, id);
comment on column duty_notice.within_s is 'Seconds in which the level wants it acknowledged';
