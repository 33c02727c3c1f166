-- The calls that alarms of patrol-service's sensors have become, and what it was told of them last.

alter table call add column device text check (length(device) between 1 and 100);

create table sensor_alarm_call (
    alarm         text primary key check (alarm ~ '^sensorAlarms/[0-9a-f-]{36}$'),
    call_id       uuid        not null unique references call,
    taken_at      timestamptz not null,
    -- patrol-service has heard of the call.
    told          boolean     not null,
    told_incident uuid references incident,
    told_ended_at timestamptz,
    told_outcome  text,
    constraint told_how_it_ended check ((told_ended_at is null) = (told_outcome is null)),
    constraint told_at_all check (told or (told_incident is null and told_outcome is null))
);

-- How far this service has read the feed of another one.
create table followed_feed (
    service      text        primary key,
    resume_token text        not null,
    read_at      timestamptz not null
);
