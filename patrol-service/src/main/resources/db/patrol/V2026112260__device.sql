-- Telephones that report over plain HTTP. A withdrawn one stays, and may come back with another key.
create table device (
    name          text collate "C" primary key check (name ~ '^devices/[A-Za-z0-9._-]{1,64}$'),
    version       bigint      not null check (version >= 1),
    unit_name     text collate "C" not null references unit,
    state         text        not null check (state in ('ACTIVE', 'WITHDRAWN')),
    key_sha256    bytea       not null unique check (length(key_sha256) = 32),
    registered_at timestamptz not null
);
comment on column device.key_sha256 is 'Of a key of 256 random bits; a slow hash would protect it no better';
create index device_of_unit on device (unit_name, name);
