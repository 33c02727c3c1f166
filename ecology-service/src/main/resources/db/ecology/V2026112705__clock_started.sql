-- Which clocks ran before a step was taken; unknown for those that were stored before this column.
alter table case_clock add column started_at timestamptz;
