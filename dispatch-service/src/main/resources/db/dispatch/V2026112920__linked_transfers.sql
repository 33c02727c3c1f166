-- Agencies that respond to emergencies themselves are told of danger at once, and come beside our own units.
alter table scope_list
    add column responders text[] not null default '{}' check (cardinality(responders) <= 20);
-- Version 1 is ours and no agreement. A list that a city has published has none until it publishes the next.
update scope_list set responders = '{agencies/119,agencies/120,agencies/122}' where version = 1;

alter table transfer
    add column linked           boolean not null default false,
    -- Not known of what was offered before.
    add column consent          text    check (consent in ('GIVEN', 'NO_CALLER', 'DANGER')),
    add column accepted_told_by text    not null default '';
drop index transfer_one_open_of_call;
create unique index transfer_one_taking_over on transfer (call_id) where not over and not linked;
create unique index transfer_one_open_of_partner on transfer (call_id, partner) where not over;
create index transfer_their_reference on transfer (partner, their_reference) where their_reference <> '';
