-- Which state of its incident a clue was told last, so that an older one, which another replica reads late, changes
-- nothing; 0: not known, of before or told by a service of before.
alter table clue add column incident_version bigint not null default 0 check (incident_version >= 0);
