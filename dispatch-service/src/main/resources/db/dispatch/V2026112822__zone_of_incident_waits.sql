-- By itself, so that incidents cannot be written for as long as this index takes, and no longer. Not concurrently: that waits
-- for every transaction that is open, and Flyway keeps one open for its own lock.
create index incident_zone_waits on incident (id)
    where place is not null and (zone_place is null or not zone_place ~= place);
