-- Files of suspected harm to nature. Never deleted.

-- For people; a number is lost when its transaction rolls back.
create sequence case_number;

create table case_file (
    id               uuid             primary key,
    number           text             not null constraint case_file_number unique,
    version          bigint           not null check (version >= 1),
    state            text             not null check (state in ('OPEN', 'CLOSED')),
    activity         text             not null,
    act_at           timestamptz      not null,
    -- WGS-84 degrees; both or none.
    latitude         double precision check (latitude between -90 and 90),
    longitude        double precision check (longitude between -180 and 180),
    uncertainty_m    double precision not null check (uncertainty_m >= 0),
    summary          text             not null,
    -- Of dispatch-service. An incident has at most one case.
    incident         text             constraint case_file_incident unique,
    -- qipan.ecology.v1.EvaluateActResponse: what the law said, kept as it was told.
    law              bytea            not null,
    owner            text             not null check (owner <> ''),
    next_deadline_at timestamptz,
    opened_at        timestamptz      not null,
    closed_at        timestamptz,
    close_reason     text             check (close_reason <> ''),
    drill            boolean          not null,
    constraint case_file_point_whole check ((latitude is null) = (longitude is null)),
    constraint case_file_open_has_deadline check ((state = 'OPEN') = (next_deadline_at is not null)),
    constraint case_file_closed_has_reason
        check ((state = 'CLOSED') = (closed_at is not null) and (state = 'CLOSED') = (close_reason is not null))
);
create index case_file_open on case_file (id) where state = 'OPEN';
