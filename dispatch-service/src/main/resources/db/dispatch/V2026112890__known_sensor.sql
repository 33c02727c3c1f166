-- How the sensors of patrol-service speak, as that tells it; one that is silent waits for somebody.
create table known_sensor (
    name             text collate "C" primary key check (name ~ '^sensors/[a-z]+-[A-Za-z0-9_.-]{1,40}$'),
    version          bigint      not null,
    taken_at         timestamptz not null,
    silent_since     timestamptz,
    owner            text        check (owner <> ''),
    text             text,
    next_deadline_at timestamptz,
    constraint silent_has_owner_and_deadline check (
        (silent_since is null) = (owner is null) and (silent_since is null) = (text is null)
        and (silent_since is null) = (next_deadline_at is null))
);
comment on column known_sensor.version is 'Counts the changes there, so that what is told again is no news';
create index known_sensor_work on known_sensor (next_deadline_at) where next_deadline_at is not null;

-- What somebody should look at may be a sensor there, which has a name and no id. Not read again: what there is keeps to the former rule.
alter table attention
    drop constraint attention_resource_check,
    add constraint attention_resource_check check (
        resource ~ '^[A-Za-z]+/[0-9a-f-]{36}$' or resource ~ '^sensors/[a-z]+-[A-Za-z0-9_.-]{1,40}$') not valid;
