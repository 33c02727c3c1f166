-- For whom another service has put a must-patrol line or area: an import of the layer leaves it to him.
create table visiting_rule_owner (
    feature text collate "C" primary key,
    owner   text not null check (length(owner) between 1 and 100)
);
comment on table visiting_rule_owner is 'Of features of the newest revision; see PutVisitingRules';

-- Their codes are made from owner and key, and their revision says whose they are.
insert into visiting_rule_owner
select f.name, substring(r.reason from '^Visiting rules of (.+)\.$')
from grid_feature f join grid_revision r on r.number = f.valid_from
where f.valid_to is null and f.kind in ('must_patrol_line', 'must_patrol_area')
    and f.code ~ '^x[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$'
    and r.reason ~ '^Visiting rules of .{1,100}\.$';
