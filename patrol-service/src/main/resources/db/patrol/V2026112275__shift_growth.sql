-- Planning looks for shifts that are not over, of which there are few, and not through all that there ever were.
alter table shift_crew add column finished boolean not null default false;
update shift_crew set finished = true where shift_id in (select id from shift where state in ('ended', 'cancelled'));
create index shift_crew_open on shift_crew (member) where not finished;
drop index shift_crew_of_member;
create index shift_open_of_unit on shift (unit_name) where state in ('planned', 'running', 'handing_over');
-- Lists are by id, the newest first.
create index shift_of_unit_by_id on shift (unit_name, id);
drop index shift_of_unit;
create index shift_of_station on shift (station, id);

-- Those on duty now are told of like those that come, an hour after their plan, as the setting says unless changed.
insert into deadline (kind, subject, due_at)
select 'shift.overdue', 'shifts/' || id, greatest(until_at, now()) + interval '1 hour' from shift
where state in ('running', 'handing_over');
