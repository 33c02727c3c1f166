-- Whether all is there that a level needs cannot always be told. A version of before knows only of what is missing, and leaves
-- this as it is: what is missing goes first, so there is no constraint between the two.
alter table incident_response add column undetermined boolean not null default false;
