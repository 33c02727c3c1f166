-- A grid has thousands of duties; they are judged some at a time, and this says how far.
alter table coverage_head add column judged_until text collate "C";
comment on column coverage_head.judged_until is 'The last duty that was judged by the revision; null when all were';
