-- Templates, inspections and hazards. Nothing is deleted, and but for the state of a hazard nothing changes.

create table inspection_template (
    name     text collate "C" not null check (name ~ '^inspectionTemplates/[a-z][a-z0-9-]{1,40}$'),
    revision integer          not null check (revision >= 1),
    -- A list of one qipan.ecology.v1.InspectionTemplate.
    content  jsonb            not null,
    primary key (name, revision)
);

create table inspection (
    id                uuid        primary key,
    template          text collate "C" not null,
    template_revision integer     not null,
    subject           text collate "C" references subject,
    agency            text        not null,
    inspected_at      timestamptz not null,
    recorded_at       timestamptz not null,
    people            integer     not null check (people >= 1),
    vehicles          integer     not null check (vehicles >= 0),
    drill             boolean     not null,
    -- A list of one qipan.ecology.v1.Inspection.
    content           jsonb       not null,
    foreign key (template, template_revision) references inspection_template
);
create index inspection_of_subject on inspection (subject, id);
create index inspection_by_time on inspection (inspected_at);

create table hazard (
    id            uuid        primary key,
    version       bigint      not null check (version >= 1),
    state         text        not null check (state in ('OPEN', 'RECTIFIED', 'HANDED_ON', 'CLOSED')),
    inspection    uuid        not null references inspection,
    template      text collate "C" not null,
    item          text collate "C" not null,
    subject       text collate "C" references subject,
    agency        text        not null,
    found_at      timestamptz not null,
    due_at        timestamptz,
    closed_at     timestamptz,
    -- When the closing was told; late entries are known by it.
    closing_told_at timestamptz,
    repeat        boolean     not null,
    drill         boolean     not null,
    -- A list of one qipan.ecology.v1.Hazard, the truth; the columns beside it follow it.
    content       jsonb       not null,
    constraint hazard_waits_or_is_closed check ((state = 'CLOSED') = (due_at is null)),
    constraint hazard_closed_at_a_time
        check ((state = 'CLOSED') = (closed_at is not null) and (closed_at is null) = (closing_told_at is null))
);
create index hazard_of_subject on hazard (subject, template, item, found_at);
create index hazard_waiting on hazard (due_at) where due_at is not null;
create index hazard_closed on hazard (closed_at) where closed_at is not null;

-- Never closed without a re-check that found it gone, whoever writes here.
alter table hazard add constraint hazard_closed_by_recheck
    check (state <> 'CLOSED' or coalesce((content #>> '{0,rechecks,-1,gone}')::boolean, false));
