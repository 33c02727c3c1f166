-- To which agency a case belongs, and revisions of agencies.

alter table agency add column version bigint not null default 1 check (version >= 1);

-- `agencies/{code}`; absent where none is known.
alter table case_file add column agency text collate "C" check (agency <> '');
-- Why it is this one although another is competent.
alter table case_file add column agency_reason text not null default '';
-- The common superior that has decided a dispute, `agencies/{code}`.
alter table case_file add column designated_by text check (designated_by <> '');
alter table case_file add constraint case_file_designated_to_somebody
    check (designated_by is null or agency is not null);

-- Cases that were opened before get theirs by competence when they are looked at again. Whoever has recorded
-- something in them need not be competent, and would read them.

create index case_file_of_agency on case_file (agency, id) where agency is not null;
create index case_file_without_agency on case_file (id) where agency is null;
