-- Response plans by revision, and the plan and alarm level of each incident. Nothing is deleted.
create table response_plan_revision (
    number      bigint      primary key check (number >= 1),
    made_at     timestamptz not null,
    made_by     text        not null check (made_by <> ''),
    reason      text        not null check (reason <> '' and length(reason) <= 500),
    plans       jsonb       not null check (jsonb_array_length(plans) between 1 and 200),
    approved_at timestamptz,
    approved_by text,
    constraint response_plan_second_person check (approved_by <> made_by),
    constraint response_plan_approved check ((approved_at is null) = (approved_by is null))
);
create index response_plan_in_force on response_plan_revision (number) where approved_at is not null;
comment on column response_plan_revision.plans is 'Array of qipan.dispatch.v1.ResponsePlan';

create table incident_response (
    incident_id uuid        primary key references incident,
    version     bigint      not null,
    revision    bigint      not null references response_plan_revision,
    plan        text        not null check (plan ~ '^[a-z0-9-]{1,40}$'),
    level       integer     not null check (level between 0 and 10),
    changed_at  timestamptz not null,
    changed_by  text        not null check (changed_by <> ''),
    reason      text        not null check (length(reason) <= 500),
    explanation text[]      not null check (cardinality(explanation) <= 10)
);
