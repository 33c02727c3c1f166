-- Of two incidents that are merged the higher alarm level goes on, and what each had comes back when they are taken apart. As long
-- as a level is set somebody looks whether what it needs is there.
alter table incident_response
    add column taken_from       uuid references incident,
    add column own_revision     bigint references response_plan_revision,
    add column own_plan         text check (own_plan ~ '^[a-z0-9-]{1,40}$'),
    add column own_level        integer check (own_level between 0 and 10),
    add column own_changed_at   timestamptz,
    add column own_changed_by   text check (own_changed_by <> ''),
    add column own_reason       text check (length(own_reason) <= 500),
    add column own_explanation  text[] check (cardinality(own_explanation) <= 10),
    add column next_deadline_at timestamptz,
    add column unmet            boolean not null default false,
    add constraint incident_response_own_is_whole check (
        num_nonnulls(own_revision, own_plan, own_level, own_changed_at, own_changed_by, own_reason, own_explanation) in (0, 7)),
    add constraint incident_response_own_is_kept_beside_another check (own_revision is null or taken_from is not null);
comment on column incident_response.taken_from is 'The incident whose plan and level these are since it was merged into this one';
comment on column incident_response.own_level is 'What was decided for this incident itself, while another one''s level holds';

create index incident_response_watched on incident_response (next_deadline_at) where next_deadline_at is not null;

-- Levels from before are looked at soon.
update incident_response r set next_deadline_at = now()
from incident i where i.id = r.incident_id and r.level > 0 and i.state not in ('ended', 'merged');
insert into deadline (kind, subject, due_at)
select 'incident_response.look', 'incidentResponses/' || incident_id, next_deadline_at
from incident_response where next_deadline_at is not null
on conflict (kind, subject) do nothing;
