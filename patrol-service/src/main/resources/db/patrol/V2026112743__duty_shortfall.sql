-- Strengths that the level in force needs and that were not there. Nothing is deleted.
create table duty_shortfall (
    id               uuid primary key,
    version          bigint           not null,
    order_id         uuid             not null references duty_order,
    level_code       text             not null,
    place            text collate "C",
    of_kind          boolean          not null,
    who              text collate "C" not null,
    needed           integer          not null check (needed >= 0),
    on_duty          integer          not null check (on_duty >= 0),
    most_missing     integer          not null check (most_missing >= 1),
    owner            text             not null,
    found_at         timestamptz      not null,
    reminders        integer          not null check (reminders >= 0),
    next_reminder_at timestamptz,
    taken_by         text,
    taken_at         timestamptz,
    note             text,
    settled_at       timestamptz,
    settlement       text check (settlement in ('reached', 'not_needed')),
    constraint open_has_next_reminder check ((next_reminder_at is null) = (settled_at is not null)),
    constraint open_misses_something check (settled_at is not null or needed > on_duty),
    constraint settled_somehow check ((settled_at is null) = (settlement is null)),
    constraint taken_by_somebody check
        ((taken_at is null) = (taken_by is null) and (taken_at is null) = (note is null))
);
create unique index one_open_shortfall_per_post on duty_shortfall (coalesce(place, ''), of_kind, who)
    where settled_at is null;
comment on column duty_shortfall.of_kind is 'Whether who is the code of a kind; if not, of a capability';

-- Of the level that is in force already.
insert into deadline (kind, subject, due_at)
select 'duty.strength', 'dutyOrders/-', now() where exists (select from duty_order where superseded_at is null);
