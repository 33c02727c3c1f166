-- Which tips were checked by an inspection is asked when it is annulled.

create index clue_checked_by on clue (check_inspection) where check_inspection is not null;
