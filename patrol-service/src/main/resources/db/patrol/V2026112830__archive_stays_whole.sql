-- A fix that the archive has already is not kept once more beside it. Two replicas that take fixes from different times
-- on, as while QIPAN_POSITIONS_KEPT is lowered by a rolling restart, would do so: the key of position ends where the archive
-- begins. Who inserts holds the lock on position that moving a day needs, so the day stays where it is until he is done.
create function position_not_archived() returns trigger language plpgsql as $$
declare
    of_day  date := (new.fixed_at at time zone 'UTC')::date;
    isknown boolean;
begin
    if position_day_root(of_day) = to_regclass('position_archive') then
        -- The table of the day itself: by way of the archive each of its tables would be locked.
        execute format(
            'select exists (select from %I where unit_name = $1 and fixed_at = $2 and device = $3 and sequence = $4)',
            'position_' || to_char(of_day, 'YYYY_MM_DD'))
        into isknown using new.unit_name, new.fixed_at, new.device, new.sequence;
        if isknown then
            return null;
        end if;
    end if;
    return new;
end $$;
-- Days that are taken have tables of their own, so this table, and with it the trigger, is hardly ever touched.
create trigger not_archived before insert on position_default for each row execute function position_not_archived();

-- Those that were kept twice so far.
do $$
declare
    part record;
begin
    for part in
        select 'position_' || to_char(day, 'YYYY_MM_DD') as name
        from (select distinct (fixed_at at time zone 'UTC')::date as day from position_default) waiting
        where position_day_root(day) = 'position_archive'::regclass
    loop
        execute format(
            'delete from position_default p using %I a where a.unit_name = p.unit_name and a.fixed_at = p.fixed_at'
            ' and a.device = p.device and a.sequence = p.sequence', part.name);
    end loop;
end
$$;

-- Days that a replica of the former version has made meanwhile.
insert into position_day
select to_date(substr(c.relname, 10), 'YYYY_MM_DD'), null
from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'position'::regclass and c.relname ~ '^position_[0-9]{4}_[0-9]{2}_[0-9]{2}$'
on conflict do nothing;

-- By text with the times in it, planned each time: a plan made once locks every day that there is, and PostgreSQL has room for some
-- thousands of locks. A month of days at a time, so that a page that is full opens no more of them.
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
declare
    part_begin timestamptz := since;
    part_end   timestamptz;
    found_here integer;
    found_all  integer := 0;
begin
    -- Takes the lock that keeps a day from moving between the question where it is and the reading.
    perform from only "position" limit 0;
    if not position_is_archived(since, before) then
        return query
            select * from "position" p
            where p.unit_name = of_unit and p.fixed_at >= since and p.fixed_at < before
                and (p.fixed_at, p.device, p.sequence) > (after_fixed_at, after_device, after_sequence)
                and (of_device is null or p.device = of_device)
            order by p.fixed_at, p.device, p.sequence limit most;
        return;
    end if;
    for part_end in
        select (n.day + 1)::timestamp at time zone 'UTC'
        from (
            select d.day, row_number() over (order by d.day) as number from position_day d
            where d.day >= (since at time zone 'UTC')::date and d.day < (before at time zone 'UTC')::date) n
        where n.number % 31 = 0
        union all
        select before
        order by 1
    loop
        return query execute format($query$
            select * from (
                select * from "position" where fixed_at >= %1$L and fixed_at < %2$L
                union all
                select * from position_archive where fixed_at >= %1$L and fixed_at < %2$L) p
            where p.unit_name = $1 and (p.fixed_at, p.device, p.sequence) > ($2, $3, $4)
                and ($5 is null or p.device = $5)
            order by p.fixed_at, p.device, p.sequence limit $6$query$, part_begin, part_end)
        using of_unit, after_fixed_at, after_device, after_sequence, of_device, most - found_all;
        get diagnostics found_here = row_count;
        found_all := found_all + found_here;
        exit when found_all >= most;
        part_begin := part_end;
    end loop;
end
$$;

create or replace function devices_of_unit(of_unit text, since timestamptz, before timestamptz)
returns table (device text, first_at timestamptz, last_at timestamptz)
language plpgsql stable
as $$
#variable_conflict use_column
begin
    perform from only "position" limit 0;
    if position_is_archived(since, before) then
        return query execute format($query$
            select p.device, min(p.fixed_at), max(p.fixed_at) from (
                select * from "position" where fixed_at >= %1$L and fixed_at < %2$L
                union all
                select * from position_archive where fixed_at >= %1$L and fixed_at < %2$L) p
            where p.unit_name = $1
            group by p.device order by 2, 1$query$, since, before)
        using of_unit;
    else
        return query
            select p.device, min(p.fixed_at), max(p.fixed_at) from "position" p
            where p.unit_name = of_unit and p.fixed_at >= since and p.fixed_at < before
            group by p.device order by 2, 1;
    end if;
end
$$;
