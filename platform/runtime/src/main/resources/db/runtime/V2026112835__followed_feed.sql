-- How far this service has read the feed of another one. Services that followed one before have the table already.
create table if not exists followed_feed (
    service      text        primary key,
    resume_token text        not null,
    read_at      timestamptz not null
);

-- What was refused here of such a feed and passed over. A row goes when a later state of the resource is taken.
create table passed_over (
    service  text        not null,
    resource text        not null,
    -- In the feed of the other service; the last one.
    revision bigint      not null,
    reason   text        not null,
    message  text        not null,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    -- One for each time that a replica came to it.
    times    integer     not null default 1 check (times > 0),
    primary key (service, resource)
);
