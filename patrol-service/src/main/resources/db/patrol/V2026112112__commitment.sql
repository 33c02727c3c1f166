-- One row per order that took a unit, or that was released before it could (committed_at is null).
create table commitment (
    order_name     text collate "C" constraint one_commitment_per_order primary key
                   check (order_name ~ '^orders/[0-9a-f-]{36}$'),
    number         bigint generated always as identity unique,
    unit_name      text collate "C" not null,
    incident_name  text             not null,
    committed_at   timestamptz,
    released_at    timestamptz,
    release_reason text check (release_reason in ('cleared', 'refused', 'cancelled', 'timed_out', 'diverted')),
    -- Only an order that never held its unit may name one that does not exist.
    held_unit      text generated always as (case when committed_at is not null then unit_name end) stored
                   references unit,
    constraint released_with_reason check ((released_at is null) = (release_reason is null)),
    constraint held_or_released check (committed_at is not null or released_at is not null)
);
create unique index one_open_commitment_per_unit on commitment (unit_name) where released_at is null;
create index open_commitment on commitment (number) where released_at is null;
