-- The clue of ecology-service that an incident was opened for, clues/{uuid}. A clue has at most one incident.
alter table incident add column clue text constraint incident_clue unique;
