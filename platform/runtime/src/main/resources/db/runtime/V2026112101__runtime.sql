-- What stands around every service's domain. Each service has its own copy of these tables.

-- Mutating requests that took effect, with the reply they were given.
create table request (
    caller     text        not null,
    method     text        not null,
    request_id uuid        not null,
    body_hash  bytea       not null,
    reply      bytea       not null,
    at         timestamptz not null default now(),
    primary key (caller, method, request_id)
);
create index request_at on request (at);

-- Every change, as told by the transaction that made it. Append-only.
create table journal (
    position    bigint generated always as identity primary key,
    resource    text        not null,
    kind        text        not null generated always as (split_part(resource, '/', 1)) stored,
    action      text        not null,
    actor       text        not null,
    request_id  uuid,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    reason      text        not null,
    type        text        not null,
    state       bytea       not null
);
create index journal_resource on journal (resource, position);

-- Changes that are not in the feed yet, by the transaction that made them.
create table journal_pending (
    position bigint primary key,
    tx       xid8   not null default pg_current_xact_id()
);

-- The one order of all changes, without gaps, chained by hash. See docs/watch.md.
create table feed (
    revision bigint primary key,
    position bigint not null unique references journal,
    hash     bytea  not null
);

-- One row: the end of the feed. Whoever extends the feed locks it.
create table feed_head (
    only_one boolean primary key default true check (only_one),
    source   uuid    not null default gen_random_uuid(),
    revision bigint  not null default 0,
    hash     bytea   not null default '\x'
);
insert into feed_head default values;

create table deadline (
    kind     text        not null,
    subject  text        not null,
    due_at   timestamptz not null,
    attempts integer     not null default 0,
    error    text,
    primary key (kind, subject)
);
create index deadline_due on deadline (due_at);
create index deadline_subject on deadline (subject);
