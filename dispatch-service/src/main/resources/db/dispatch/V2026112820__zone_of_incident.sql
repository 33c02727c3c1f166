-- In which zone of the patrol grid an incident is, as patrol-service said when it was asked. Older incidents are asked for as
-- new ones are: whatever has a place that its zone was not asked for waits.
-- Replicas dispatch while this runs: the rows are checked by the next migration, under a lock that lets them write.
alter table incident
    add column zone text,
    add column zone_place point,
    add column zone_revision bigint,
    add column zone_found_at timestamptz,
    add constraint incident_zone_named check (zone ~ '^gridFeatures/zone-.') not valid,
    add constraint incident_zone_revision_from_0 check (zone_revision >= 0) not valid,
    add constraint incident_zone_as_a_whole check ((zone_place is null) = (zone_revision is null)
        and (zone_place is null) = (zone_found_at is null) and (zone is null or zone_revision > 0)) not valid;
comment on column incident.zone is 'Null with a zone_place: in none';
comment on column incident.zone_place is 'The place that was asked for; if the incident has another one, its zone is not known';
comment on column incident.zone_revision is 'Of the grid; 0: patrol-service does not take the place';

-- Who had a task before it was proposed to skip it; null if an older replica wrote the proposal.
alter table contingency_task add column skip_from text check (skip_from <> '');
