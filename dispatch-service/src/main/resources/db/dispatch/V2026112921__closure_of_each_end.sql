-- A call that ended as TRANSFERRED and was taken back ends again. Each end has a closure of its own: lots are cast for who ended it then.
alter table closure
    drop constraint closure_call_id_key;
create index closure_of_call on closure (call_id) where call_id is not null;
