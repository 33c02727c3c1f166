-- Days that are too old for the table of positions stay readable: they move to a table of the same form, of which the reads of old
-- times take them. Which days there were is remembered, so that one that was dropped is told and not taken for an empty one.
create table position_day (
    day          date primary key,
    taken_out_at timestamptz
);
comment on table position_day is
    'Every day (UTC) that had a part; one whose table position_2026_11_22 is neither in position nor in position_archive is gone';
comment on column position_day.taken_out_at is 'When it went to position_archive or was found to be gone; null while in position';

create table position_archive (like position including all) partition by range (fixed_at);
comment on table position_archive is 'Read like position, never written to';

-- Both at once, for reads of days that are in the archive.
create view position_ever as
    select * from position
    union all
    select * from position_archive;

insert into position_day
select to_date(substr(c.relname, 10), 'YYYY_MM_DD'), null
from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'position'::regclass and c.relname ~ '^position_[0-9]{4}_[0-9]{2}_[0-9]{2}$';

-- Days that were detached so far stayed as tables under their names.
do $$
declare
    part record;
begin
    for part in
        select c.relname as name, to_date(substr(c.relname, 10), 'YYYY_MM_DD') as day
        from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and not c.relispartition
            and c.relname ~ '^position_[0-9]{4}_[0-9]{2}_[0-9]{2}$'
    loop
        begin
            execute format(
                'alter table position_archive attach partition %I for values from (%L) to (%L)',
                part.name, part.day || ' 00:00:00+00', part.day + 1 || ' 00:00:00+00');
        exception when check_violation or datatype_mismatch or undefined_column or invalid_table_definition
                or wrong_object_type then
            -- Somebody has changed it. It counts as gone, which is told to whoever asks for its day.
            raise warning 'The table % cannot be read as a day of positions: %', part.name, sqlerrm;
        end;
        insert into position_day values (part.day, now());
    end loop;
end
$$;

-- Days that were dropped before anybody remembered them have left signs.
insert into position_day
select (quarter at time zone 'UTC')::date, now() from track_sign
except
select distinct (fixed_at at time zone 'UTC')::date, now() from position_default
on conflict do nothing;

-- A day that is made takes its fixes out of what waits for one.
create index position_default_by_time on position_default (fixed_at);

-- Which of both tables has the part of a day, null if none has. By the catalogue as it is now and not as a snapshot has it: whoever
-- has read from a table holds its lock, so for him the answer stays true until he is done.
create function position_day_root(of_day date)
returns regclass
language sql stable
as $$
    select pg_partition_root(to_regclass('position_' || to_char(of_day, 'YYYY_MM_DD')))
$$;

create function position_is_archived(since timestamptz, before timestamptz)
returns boolean
language sql stable
as $$
    select exists (
        select from position_day d
        where d.day >= (since at time zone 'UTC')::date and d.day <= (before at time zone 'UTC')::date
            and position_day_root(d.day) = 'position_archive'::regclass)
$$;

create or replace function track_of_unit(
    of_unit        text,
    since          timestamptz,
    before         timestamptz,
    after_fixed_at timestamptz,
    after_device   text,
    after_sequence bigint,
    of_device      text,
    most           integer)
returns setof "position"
language plpgsql stable
set plan_cache_mode = force_generic_plan
as $$
begin
    -- Takes the lock that keeps a day from moving between the question where it is and the reading.
    perform from only "position" limit 0;
    if position_is_archived(since, before) then
        return query
            select * from position_ever p
            where p.unit_name = of_unit and p.fixed_at >= since and p.fixed_at < before
                and (p.fixed_at, p.device, p.sequence) > (after_fixed_at, after_device, after_sequence)
                and (of_device is null or p.device = of_device)
            order by p.fixed_at, p.device, p.sequence limit most;
    else
        return query
            select * from "position" p
            where p.unit_name = of_unit and p.fixed_at >= since and p.fixed_at < before
                and (p.fixed_at, p.device, p.sequence) > (after_fixed_at, after_device, after_sequence)
                and (of_device is null or p.device = of_device)
            order by p.fixed_at, p.device, p.sequence limit most;
    end if;
end
$$;

-- Which devices reported for a unit, and from when to when.
create function devices_of_unit(of_unit text, since timestamptz, before timestamptz)
returns table (device text, first_at timestamptz, last_at timestamptz)
language plpgsql stable
as $$
#variable_conflict use_column
begin
    perform from only "position" limit 0;
    if position_is_archived(since, before) then
        return query
            select p.device, min(p.fixed_at), max(p.fixed_at) from position_ever p
            where p.unit_name = of_unit and p.fixed_at >= since and p.fixed_at < before
            group by p.device order by 2, 1;
    else
        return query
            select p.device, min(p.fixed_at), max(p.fixed_at) from "position" p
            where p.unit_name = of_unit and p.fixed_at >= since and p.fixed_at < before
            group by p.device order by 2, 1;
    end if;
end
$$;
