-- What is asked every minute must not take longer because there is more history.

-- The kind of the unit beside what it proves, so that the last one of a kind is found without passing over all others.
alter table coverage_evidence add column kind text;
update coverage_evidence e set kind = u.kind from unit u where u.name = e.unit_name;
alter table coverage_evidence alter column kind set not null;
create index coverage_evidence_last on coverage_evidence (feature, until_at) where not mock;
create index coverage_evidence_last_of_kind on coverage_evidence (feature, kind, until_at) where not mock;

-- Visits that were missed stay overdue for ever; those of open periods are few.
drop index visit_duty_due;
create index visit_duty_due on visit_duty (period_until, name) where state in ('due', 'overdue');

alter table track_sign add column ashore integer check (ashore >= 0);
comment on column track_sign.ashore is 'Fixes away from all waters; null if it was not looked for';
