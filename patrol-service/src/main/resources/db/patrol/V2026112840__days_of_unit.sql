-- A question about all of a unit's past opened every archived day there is, and PostgreSQL locks what is opened. Whose fixes an archived
-- day has is written down once it is there: nothing is written to it any more. A day of which that is not known yet is opened.
alter table position_day add column units_known boolean not null default false;
comment on column position_day.units_known is 'position_day_unit has all units of the day; only of days in position_archive';

create table position_day_unit (
    unit_name text collate "C" not null,
    day       date             not null references position_day on delete cascade,
    primary key (unit_name, day)
);
comment on table position_day_unit is 'Units with fixes in an archived day (UTC)';
create index position_day_unit_by_day on position_day_unit (day);

-- Also when a replica of the former version moves a day: what is taken back may be written to.
create function position_day_moved() returns trigger language plpgsql as $$
begin
    if new.taken_out_at is distinct from old.taken_out_at then
        new.units_known := false;
    end if;
    return new;
end $$;
create trigger moved before update on position_day for each row execute function position_day_moved();

-- The days of a time that are there and may have fixes of a unit. Under the locks of those who read.
create function position_days_of_unit(of_unit text, since timestamptz, before timestamptz)
returns table (day date, isarchived boolean)
language sql stable
as $$
    select d.day, r.root = 'position_archive'::regclass
    from position_day d cross join lateral (select position_day_root(d.day) as root offset 0) r
    where d.day >= (since at time zone 'UTC')::date and d.day <= (before at time zone 'UTC')::date
        and (not d.units_known
            or exists (select from position_day_unit u where u.unit_name = of_unit and u.day = d.day))
        and r.root is not null
$$;

-- Where a time is cut, so that a month of days is opened at once; the last one is its end.
create function position_parts(days date[], before timestamptz)
returns setof timestamptz
language sql stable
as $$
    select (n.day + 1)::timestamp at time zone 'UTC'
    from unnest(days) with ordinality as n (day, number)
    where n.number % 31 = 0 and n.day < (before at time zone 'UTC')::date
    union all
    select before
    order by 1
$$;

-- What is to be read of a time, as text with the times in it: of the archive these days only. What has moved back meanwhile, and what has no
-- day, is in position, of which the whole time is read.
create function position_source(archived date[], since timestamptz, before timestamptz)
returns text
language sql stable
as $$
    select format('select * from "position" where fixed_at >= %L and fixed_at < %L', since, before) || coalesce(
        (select string_agg(
            format(
                ' union all select * from position_archive where fixed_at >= %L and fixed_at < %L',
                greatest(since, a.day::timestamp at time zone 'UTC'),
                least(before, (a.day + 1)::timestamp at time zone 'UTC')),
            '' order by a.day)
        from unnest(archived) as a (day)
        where a.day::timestamp at time zone 'UTC' < before and (a.day + 1)::timestamp at time zone 'UTC' > since),
        '')
$$;

-- The locks of both roots come first, and in this order, also for who reads new days first and old ones then in one transaction: who moves
-- a day back takes them in the same order, and the default partition after them.
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
    all_days   date[];
    archived   date[];
    part_begin timestamptz := since;
    part_end   timestamptz;
    found_here integer;
    found_all  integer := 0;
begin
    -- Keeps a day from moving between the question where it is and the reading.
    perform from only "position" limit 0;
    perform from only position_archive limit 0;
    if not position_is_archived(since, before) then
        return query
            select * from "position" p
            where p.unit_name = of_unit and p.fixed_at >= since and p.fixed_at < before
                and (p.fixed_at, p.device, p.sequence) > (after_fixed_at, after_device, after_sequence)
                and (of_device is null or p.device = of_device)
            order by p.fixed_at, p.device, p.sequence limit most;
        return;
    end if;
    select array_agg(d.day order by d.day), array_agg(d.day order by d.day) filter (where d.isarchived)
    into all_days, archived
    from position_days_of_unit(of_unit, since, before) d;
    for part_end in select * from position_parts(all_days, before) loop
        return query execute format($query$
            select * from (%s) p
            where p.unit_name = $1 and (p.fixed_at, p.device, p.sequence) > ($2, $3, $4)
                and ($5 is null or p.device = $5)
            order by p.fixed_at, p.device, p.sequence limit $6$query$,
            position_source(archived, part_begin, part_end))
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
declare
    all_days   date[];
    archived   date[];
    part_begin timestamptz := since;
    part_end   timestamptz;
    one        record;
    names      text[] := '{}';
    firsts     timestamptz[] := '{}';
    lasts      timestamptz[] := '{}';
begin
    perform from only "position" limit 0;
    perform from only position_archive limit 0;
    if not position_is_archived(since, before) then
        return query
            select p.device, min(p.fixed_at), max(p.fixed_at) from "position" p
            where p.unit_name = of_unit and p.fixed_at >= since and p.fixed_at < before
            group by p.device order by 2, 1;
        return;
    end if;
    select array_agg(d.day order by d.day), array_agg(d.day order by d.day) filter (where d.isarchived)
    into all_days, archived
    from position_days_of_unit(of_unit, since, before) d;
    for part_end in select * from position_parts(all_days, before) loop
        for one in execute format($query$
            select p.device as name, min(p.fixed_at) as first_fix, max(p.fixed_at) as last_fix
            from (%s) p where p.unit_name = $1 group by p.device$query$,
            position_source(archived, part_begin, part_end))
        using of_unit loop
            names := names || one.name;
            firsts := firsts || one.first_fix;
            lasts := lasts || one.last_fix;
        end loop;
        part_begin := part_end;
    end loop;
    return query
        select f.name, min(f.first_fix), max(f.last_fix)
        from unnest(names, firsts, lasts) as f (name, first_fix, last_fix)
        group by f.name order by 2, 1;
end
$$;
