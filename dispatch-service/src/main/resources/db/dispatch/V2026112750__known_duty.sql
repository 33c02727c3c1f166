-- What decides on units while patrol-service is away: whether a crew was on duty, and of which kind they are.
alter table known_unit
    add column kind text not null default '',
    add column duty text not null default 'no_shift_today' check (duty in ('no_shift_today', 'on_duty', 'off_duty'));
