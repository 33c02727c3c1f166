-- Reports that belong to no alarm are forgotten after a time, the oldest first.
create index sensor_report_by_age on sensor_report (received_at) where alarm is null;
