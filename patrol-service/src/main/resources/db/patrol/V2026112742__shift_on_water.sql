-- Where a shift patrols: on waters of the grid, ashore, or as its unit moves.
alter table shift
    add column waters text[]  not null default '{}',
    add column ashore boolean not null default false,
    add constraint on_waters_or_ashore check (not ashore or waters = '{}');
comment on column shift.waters is 'Names of waters and waterways of the grid';

-- Tracks are compared with the shifts of their time.
create index shift_of_unit_by_end on shift (unit_name, ended_at);
