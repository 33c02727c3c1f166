-- What was asked, answered and suggested when an incident was classified. Only ever added to.
create table incident_interview (
    id          uuid        primary key,
    incident_id uuid        not null references incident,
    made_at     timestamptz not null,
    step        text        not null check (step in ('OPENED', 'CALL_ATTACHED', 'RECLASSIFIED', 'PROPOSED')),
    content     jsonb       not null check (jsonb_typeof(content) = 'array' and jsonb_array_length(content) = 1)
);
create index incident_interview_of_incident on incident_interview (incident_id, id);
comment on column incident_interview.content is 'Array of one qipan.dispatch.v1.IncidentInterview';
