-- Which transaction wrote a row last, so that whoever keeps the units in memory reads what has changed since a snapshot and
-- skips nothing that commits late. 64 bits: unlike xmin it does not wrap around.

alter table unit add column written_by xid8 not null default pg_current_xact_id();
alter table unit_kind add column written_by xid8 not null default pg_current_xact_id();

-- Units and kinds change seldom, and nobody who changes one can forget it.
create function written_here() returns trigger language plpgsql as $$
begin
    new.written_by := pg_current_xact_id();
    return new;
end $$;
create trigger written_by before update on unit for each row execute function written_here();
create trigger written_by before update on unit_kind for each row execute function written_here();

-- Moves change all the time. No trigger, the one statement that writes them does it itself; no index, and room on every
-- page, so that a move touches no index and no other page (HOT): with an index it cost two thirds more.
alter table last_position set (fillfactor = 50);
alter table last_position add column written_by xid8 not null default pg_current_xact_id();
