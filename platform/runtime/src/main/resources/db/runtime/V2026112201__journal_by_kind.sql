-- The latest states of one kind, by name, without those of the kinds before it.
create index journal_of_kind on journal (kind, resource, position);
drop index journal_resource;
