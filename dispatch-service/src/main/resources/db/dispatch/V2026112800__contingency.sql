-- Contingency plans by revision, what is carried out by them, and what reviews found. Nothing is deleted.
create table contingency_plan (
    code     text        not null check (code ~ '^[a-z0-9-]{1,40}$'),
    revision bigint      not null check (revision >= 1),
    retired  boolean     not null,
    plan     jsonb       not null check (jsonb_array_length(plan) = 1),
    primary key (code, revision)
);
comment on column contingency_plan.plan is 'Array of one qipan.dispatch.v1.ContingencyPlan, without contacts';

-- How to reach experts, locked with a key that is not in the database (docs/security.md).
create table contingency_contact (
    code     text   not null,
    revision bigint not null,
    expert   text   not null check (expert ~ '^[a-z0-9-]{1,40}$'),
    key_id   text   not null check (length(key_id) between 1 and 100),
    locked   bytea  not null check (length(locked) between 29 and 2000),
    primary key (code, revision, expert),
    foreign key (code, revision) references contingency_plan
);
create index contingency_contact_key on contingency_contact (key_id);

create table contingency_activation (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null check (state in ('active', 'closed', 'reviewed')),
    incident_id      uuid        not null references incident,
    drill            boolean     not null,
    plan             text        not null,
    revision         bigint      not null,
    level            integer     not null check (level between 1 and 10),
    owner            text        not null check (owner <> ''),
    activated_by     text        not null check (activated_by <> ''),
    activated_at     timestamptz not null,
    reason           text        not null check (reason <> '' and length(reason) <= 500),
    next_deadline_at timestamptz,
    reminders        integer     not null check (reminders >= 0),
    closed_at        timestamptz,
    closed_by        text        check (closed_by <> ''),
    closing_note     text        check (closing_note <> '' and length(closing_note) <= 2000),
    foreign key (plan, revision) references contingency_plan,
    constraint contingency_activation_open_has_deadline check ((state <> 'reviewed') = (next_deadline_at is not null)),
    constraint contingency_activation_closed_says_how check ((state <> 'active') = (closed_at is not null)
        and (closed_at is null) = (closed_by is null) and (closed_at is null) = (closing_note is null))
);
create unique index contingency_activation_one_active on contingency_activation (incident_id, plan)
    where state = 'active';
create index contingency_activation_of_incident on contingency_activation (incident_id);
create index contingency_activation_work on contingency_activation (next_deadline_at)
    where next_deadline_at is not null;

create table contingency_task (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null check (state in ('untaken', 'taken', 'skip_proposed', 'done', 'skipped')),
    activation_id    uuid        not null references contingency_activation,
    step             text        not null,
    phase            text        not null,
    text             text        not null,
    role             text        not null,
    posts            text[]      not null check (cardinality(posts) between 1 and 5),
    within_s         integer     not null check (within_s > 0),
    after_step       text,
    after_id         uuid        references contingency_task,
    mandatory        boolean     not null,
    from_level       integer     not null,
    level            integer     not null,
    created_at       timestamptz not null,
    due_at           timestamptz not null,
    owner            text        not null check (owner <> ''),
    raised           integer     not null check (raised >= 0),
    taken_by         text        check (taken_by <> ''),
    next_deadline_at timestamptz,
    reminders        integer     not null check (reminders >= 0),
    skip_by          text        check (skip_by <> ''),
    skip_reason      text        check (skip_reason <> '' and length(skip_reason) <= 500),
    settled_at       timestamptz,
    settled_by       text        check (settled_by <> ''),
    result           text        check (result <> '' and length(result) <= 2000),
    unique (activation_id, step),
    constraint contingency_task_open_has_deadline
        check ((state in ('untaken', 'taken', 'skip_proposed')) = (next_deadline_at is not null)),
    constraint contingency_task_settled_by_somebody check ((next_deadline_at is null) = (settled_at is not null)
        and (settled_at is null) = (settled_by is null)),
    constraint contingency_task_taken_by_somebody check (state <> 'taken' or taken_by is not null),
    constraint contingency_task_done_says_what check ((state = 'done') = (result is not null)),
    constraint contingency_task_skipped_says_why check ((state in ('skip_proposed', 'skipped')) = (skip_by is not null)
        and (skip_by is null) = (skip_reason is null)),
    constraint contingency_task_second_person check (state <> 'skipped' or not mandatory or settled_by <> skip_by)
);
create index contingency_task_of_activation on contingency_task (activation_id);
create index contingency_task_work on contingency_task (next_deadline_at) where next_deadline_at is not null;

create table contingency_review (
    id     uuid  primary key references contingency_activation,
    review jsonb not null check (jsonb_array_length(review) = 1)
);
comment on column contingency_review.review is 'Array of one qipan.dispatch.v1.ContingencyReview';

create table contingency_finding (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null check (state in ('open', 'resolved', 'withdrawn')),
    review_id        uuid        not null references contingency_review,
    incident_id      uuid        not null references incident,
    found_in_drill   boolean     not null,
    text             text        not null check (text <> '' and length(text) <= 1000),
    owner            text        not null check (owner <> '' and length(owner) <= 200),
    due_at           timestamptz not null,
    found_by         text        not null check (found_by <> ''),
    found_at         timestamptz not null,
    next_deadline_at timestamptz,
    reminders        integer     not null check (reminders >= 0),
    over_at          timestamptz,
    over_by          text        check (over_by <> ''),
    outcome          text        check (outcome <> '' and length(outcome) <= 2000),
    constraint contingency_finding_open_has_deadline check ((state = 'open') = (next_deadline_at is not null)),
    constraint contingency_finding_over_says_how check ((state <> 'open') = (over_at is not null)
        and (over_at is null) = (over_by is null) and (over_at is null) = (outcome is null))
);
create index contingency_finding_of_review on contingency_finding (review_id);
create index contingency_finding_work on contingency_finding (next_deadline_at) where next_deadline_at is not null;

-- Past incidents like one of now: of its type, and near to it.
create index incident_past_type on incident (type, ended_at desc, id desc)
    where state = 'ended' and not drill and outcome in ('RESOLVED', 'HANDED_OVER');
create index incident_past_place on incident using gist (place)
    where state = 'ended' and not drill and outcome in ('RESOLVED', 'HANDED_OVER') and place is not null;
