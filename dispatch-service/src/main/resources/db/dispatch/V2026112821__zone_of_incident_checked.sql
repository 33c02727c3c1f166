-- Reads every row once and keeps nobody from reading or writing meanwhile.
alter table incident
    validate constraint incident_zone_named,
    validate constraint incident_zone_revision_from_0,
    validate constraint incident_zone_as_a_whole;
