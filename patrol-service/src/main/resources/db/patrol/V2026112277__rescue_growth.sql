-- Which revision is the newest stands beside the record, so that lists and sums need not look through all others.
alter table rescue_record add column newest bigint;
alter table rescue_record add column drill boolean;
update rescue_record r set newest = v.number, drill = v.drill
from (select distinct on (record_id) record_id, number, drill from rescue_revision order by record_id, number desc) v
where v.record_id = r.id;
alter table rescue_record alter column newest set not null;
alter table rescue_record alter column drill set not null;
create index rescue_record_by_id on rescue_record (drill, id);
create index rescue_revision_by_time on rescue_revision (happened_at);
