-- With which unit a telephone was at what time: what it has kept for hours without a network belongs to the unit of those hours.
create table device_registration (
    device        text collate "C" not null references device,
    registered_at timestamptz      not null,
    unit_name     text collate "C" not null references unit,
    primary key (device, registered_at)
);
insert into device_registration (device, registered_at, unit_name) select name, registered_at, unit_name from device;
