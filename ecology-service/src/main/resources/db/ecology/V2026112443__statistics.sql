-- Figures counted once, with the rows that they count. A frozen snapshot and its rows never change.

create table statistics_snapshot (
    id      uuid  primary key,
    state   text  not null check (state in ('COUNTING', 'FROZEN')),
    -- A list of one qipan.ecology.v1.StatisticsSnapshot.
    content jsonb not null
);

create table statistics_row (
    snapshot    uuid             not null references statistics_snapshot,
    figure      text collate "C" not null,
    resource    text collate "C" not null,
    amount      float8           not null check (amount >= 0),
    happened_at timestamptz      not null,
    recorded_at timestamptz      not null,
    primary key (snapshot, figure, resource)
);

create function statistics_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a frozen snapshot and its rows never change' using errcode = 'integrity_constraint_violation';
end $$;
create trigger statistics_snapshot_stays before update or delete on statistics_snapshot
    for each row when (old.state = 'FROZEN') execute function statistics_stays();
create trigger statistics_row_stays before update or delete on statistics_row
    for each row execute function statistics_stays();

create function statistics_row_in_time() returns trigger language plpgsql as $$
begin
    if (select state from statistics_snapshot where id = new.snapshot) = 'FROZEN' then
        raise exception 'a frozen snapshot gets no more rows' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger statistics_row_in_time before insert on statistics_row
    for each row execute function statistics_row_in_time();
