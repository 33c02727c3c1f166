-- The end of the last visit before a time, found from the newest end backwards.
create index visit_of_feature_by_end on visit (feature, until_at, from_at);
