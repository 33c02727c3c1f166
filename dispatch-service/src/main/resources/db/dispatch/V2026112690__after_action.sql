-- The changes of a period, for whoever verifies it. The journal only grows, so its pages follow the clock: a small index that
-- costs a writer nearly nothing.
create index journal_recorded on journal using brin (recorded_at) with (pages_per_range = 16, autosummarize = on);
-- Commands that were given for an incident.
create index command_order_basis on command_order (basis) where basis <> '';
