-- qipan.ecology.v1.Case with nothing but `earlier`: what newer facts have replaced, with what the law said to it.
alter table case_file add column earlier bytea not null default '';
