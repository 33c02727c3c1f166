-- What figures of cases count: when which step was taken, whether a clock was kept, and what was seized.

create table case_step (
    case_id uuid        not null references case_file (id),
    -- Counts the steps of the case, from 1.
    number  integer     not null check (number >= 1),
    -- As in qipan.ecology.v1.ProcedureStep.
    kind    text        not null,
    at      timestamptz not null,
    told_at timestamptz not null,
    -- Whether the police took up the case by it.
    filed   boolean     not null,
    primary key (case_id, number)
);
create index case_step_by_time on case_step (kind, at);

-- What it demands was not done in time; unknown for clocks that were stored before this column.
alter table case_clock add column late boolean;

-- Of seizures, in kilograms.
alter table field_record add column catch_kg double precision check (catch_kg >= 0);
alter table field_record add constraint field_record_catch_is_seized
    check ((matter = 'SEIZURE') = (catch_kg is not null));

create index case_file_opened on case_file (opened_at);
create index clue_received on clue (received_at);
create index evidence_taken_in on evidence_custody (at) where number = 1;
