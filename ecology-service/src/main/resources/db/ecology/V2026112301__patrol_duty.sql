-- How often chiefs and police chiefs have to go to their jurisdictions, as dated settings. Nothing is deleted.

create table patrol_duty (
    id               uuid        primary key,
    version          bigint      not null check (version >= 1),
    kind             text        not null check (kind in ('river', 'lake', 'forest', 'grassland')),
    level            text        not null check (level in ('province', 'city', 'county', 'township', 'village')),
    -- Its name; empty: all of the kind and level.
    jurisdiction     text        not null,
    post             text        not null check (post in ('CHIEF', 'POLICE_CHIEF')),
    visits           integer     not null check (visits between 1 and 1000),
    per              text        not null check (per in ('WEEK', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR')),
    minimum_length_m integer     not null check (minimum_length_m >= 0),
    minimum_time_s   integer     not null check (minimum_time_s between 0 and 86400),
    largest_gap_s    bigint      not null check (largest_gap_s >= 0),
    smallest_gap_s   bigint      not null check (smallest_gap_s >= 0),
    source           text        not null check (source in ('STATUTORY', 'LOCAL')),
    basis            text        not null check (basis <> ''),
    begins           timestamptz not null,
    ends             timestamptz,
    constraint patrol_duty_holds_for_a_while check (ends > begins)
);
create unique index patrol_duty_one_without_end on patrol_duty (kind, level, jurisdiction, post) where ends is null;
