-- What was told of the act beside activity, time and place, and the water and the area that were named: qipan.ecology.v1.Case
-- with these fields alone. Empty: nothing was told.
alter table case_file add column facts bytea not null default '';
