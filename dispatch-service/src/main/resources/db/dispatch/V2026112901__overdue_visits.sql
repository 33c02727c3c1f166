-- What patrol-service tells of visits that its grid asks for and nobody made in time: one thing to look at for a zone and a period.
create table overdue_visit_round (
    name             text collate "C" primary key check (
                         name ~ '^overdueVisits/(zone-[A-Za-z0-9_.-]{1,40}|no-zone)/[0-9WQH-]{4,10}$'),
    until            timestamptz not null,
    missing          integer     not null check (missing >= 0),
    first_missing    text,
    owner            text        not null check (owner <> ''),
    next_deadline_at timestamptz not null,
    constraint overdue_visit_round_names_one check ((missing = 0) = (first_missing is null))
);
comment on column overdue_visit_round.missing is 'Places whose visits are overdue; it is kept after they were made, until nothing old is told of them any more';
create index overdue_visit_round_work on overdue_visit_round (next_deadline_at) where missing > 0;

create table overdue_visit (
    duty    text collate "C" primary key check (
                duty ~ '^visitDuties/[a-z_]{1,40}-[A-Za-z0-9_.-]{1,40}/[0-9WQH-]{4,10}$'),
    round   text collate "C" not null,
    version bigint  not null,
    overdue boolean not null
);
comment on column overdue_visit.version is 'Counts the changes there, so that what is told again is no news';
create index overdue_visit_of_round on overdue_visit (round, duty);

-- Not read again: what there is keeps to the former rule.
alter table attention
    drop constraint attention_resource_check,
    add constraint attention_resource_check check (
        resource ~ '^[A-Za-z]+/[0-9a-f-]{36}$' or resource ~ '^sensors/[a-z]+-[A-Za-z0-9_.-]{1,40}$'
        or resource ~ '^overdueVisits/[a-z]+-[A-Za-z0-9_.-]{1,40}/[0-9WQH-]{4,10}$') not valid;
