-- A tip about fire safety is checked on the spot in a time of its own.

alter table clue
    add column check_tip         text check (check_tip in ('URGENT', 'OTHER')),
    add column check_due_at      timestamptz,
    add column check_basis       text,
    add column check_provisional boolean,
    -- What the term is counted again from while it is provisional.
    add column check_length      integer check (check_length >= 1),
    add column check_unit        text check (check_unit in ('HOURS', 'NATURAL_DAYS', 'WORKING_DAYS', 'MONTHS')),
    add column check_remind_at   timestamptz,
    add column check_inspection  text,
    -- When that inspection was made, and who told it.
    add column checked_at        timestamptz,
    add column checked_by        text,
    add constraint clue_check_whole check (num_nulls(check_tip, check_due_at, check_basis, check_provisional,
        check_length, check_unit, check_remind_at) in (0, 7)),
    add constraint clue_checked_whole check (num_nulls(check_inspection, checked_at, checked_by) in (0, 3)
        and (checked_at is null or check_tip is not null));
