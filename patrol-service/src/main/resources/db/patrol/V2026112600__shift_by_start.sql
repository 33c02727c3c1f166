-- Figures of a period ask for the shifts that were started in it.
create index shift_by_start on shift (started_at) where started_at is not null;
