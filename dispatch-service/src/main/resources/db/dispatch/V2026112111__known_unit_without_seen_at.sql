-- Nothing reads it: all positions count as stale while patrol-service is away.
alter table known_unit drop column seen_at;
