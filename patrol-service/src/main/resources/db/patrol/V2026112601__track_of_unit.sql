-- A page of the track of a unit, in the order of the key. A function, for the sake of its setting: the plan is made once and
-- opens only the days that are asked for. Left to itself PostgreSQL plans anew for each question as soon as there are some
-- twenty days, which takes longer than the answer.
create function track_of_unit(
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
    return query
        select * from "position" p
        where p.unit_name = of_unit and p.fixed_at >= since and p.fixed_at < before
            and (p.fixed_at, p.device, p.sequence) > (after_fixed_at, after_device, after_sequence)
            and (of_device is null or p.device = of_device)
        order by p.fixed_at, p.device, p.sequence limit most;
end
$$;
