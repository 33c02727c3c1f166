-- Inspections are corrected in who was there, and annulled.

alter table inspection add column changed_at timestamptz;
alter table inspection add column annulled boolean not null default false;
alter table inspection add constraint inspection_annulled_at_a_time check (not annulled or changed_at is not null);
-- What an annulled one found is closed, whoever writes here.
create function inspection_annulled_leaves_no_hazard() returns trigger language plpgsql as $$
begin
    if exists (select from hazard where inspection = new.id and state <> 'CLOSED') then
        raise exception 'inspection % is annulled with a hazard that is not closed', new.id
            using errcode = 'check_violation', constraint = 'inspection_annulled_leaves_no_hazard';
    end if;
    return new;
end $$;
create trigger inspection_annulled after update on inspection
    for each row when (new.annulled and not old.annulled) execute function inspection_annulled_leaves_no_hazard();
