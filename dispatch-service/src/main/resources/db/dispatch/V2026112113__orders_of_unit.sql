-- The orders of a unit, over or not, are listed newest first; orders_unit holds the open ones only.
create index orders_unit_newest on orders (unit, id);
