-- What was asked in a call that led to no incident is kept with the call, and whatever was asked in a call is found by it.
alter table incident_interview
    alter column incident_id drop not null,
    drop constraint incident_interview_step_check,
    add constraint incident_interview_step_check check (
        step in ('OPENED', 'CALL_ATTACHED', 'RECLASSIFIED', 'PROPOSED', 'CALL_ENDED')),
    add column call_id uuid generated always as (nullif(substr(content -> 0 ->> 'call', 7), '')::uuid) stored
        references call,
    add constraint incident_interview_of_something check (incident_id is not null or call_id is not null);
create index incident_interview_of_call on incident_interview (call_id, id) where call_id is not null;
comment on column incident_interview.call_id is 'By the content, also if a version of before wrote it';
