-- Which transaction wrote a shift last, as of units: whoever keeps the roster in memory reads what has changed since a snapshot.
-- Indexed, because all shifts that there ever were stay here.
alter table shift add column written_by xid8 not null default pg_current_xact_id();
create trigger written_by before update on shift for each row execute function written_here();
create index shift_by_writer on shift (written_by);

-- Those of the days around.
create index shift_by_end on shift (greatest(until_at, ended_at)) where state <> 'cancelled';
