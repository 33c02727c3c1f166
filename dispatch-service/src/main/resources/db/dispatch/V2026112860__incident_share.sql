-- An agency that sees an incident, for as long as it does.
create table incident_share (
    id          uuid        primary key,
    version     bigint      not null,
    incident_id uuid        not null references incident,
    agency      text        not null check (agency ~ '^agencies/[a-z0-9-]{1,40}$'),
    purpose     text        not null check (purpose <> '' and length(purpose) <= 2000),
    drill       boolean     not null,
    shared_at   timestamptz not null,
    shared_by   text        not null check (shared_by <> ''),
    until       timestamptz not null check (until > shared_at),
    ended_at    timestamptz,
    ended_by    text        check (ended_by <> ''),
    end_reason  text        check (end_reason <> '' and length(end_reason) <= 2000),
    constraint incident_share_ended_by_somebody
        check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null))
);
create unique index incident_share_once on incident_share (incident_id, agency) where ended_at is null;
create index incident_share_of_incident on incident_share (incident_id, id);
create index incident_share_of_agency on incident_share (agency, id);
