-- The case that ecology-service has opened, so that it is told once.
alter table incident add column ecology_case text;
