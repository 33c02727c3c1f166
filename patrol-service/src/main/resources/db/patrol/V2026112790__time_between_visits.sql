-- Of rules that say how long a place may be left alone: since when it is, and the longest that a visit of the period has ended.
alter table visit_duty
    add column unvisited_since timestamptz,
    add column longest_gap_s   bigint check (longest_gap_s >= 0),
    add constraint visit_duty_gap_is_whole check ((unvisited_since is null) = (longest_gap_s is null));

-- The last visit before a period can be long ago.
create index visit_of_feature_by_time on visit (feature, from_at);
