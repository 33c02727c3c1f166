-- Kinds are put over gRPC; those that migrations loaded count as their first version.
alter table unit_kind add column version bigint not null default 1;
