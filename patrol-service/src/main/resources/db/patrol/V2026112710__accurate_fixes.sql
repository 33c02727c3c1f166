-- What is ashore was counted among the accurate fixes only, so its share is one of those.
alter table track_sign add column accurate integer check (accurate >= ashore);
comment on column track_sign.accurate is
    'Fixes accurate enough to be compared with waters; null if it was not looked for, or before they were counted';
