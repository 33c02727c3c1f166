-- Monthly lists: templates in revisions, and the items of each month. Nothing is deleted.

create table checklist_template (
    name     text collate "C" not null check (name ~ '^checklistTemplates/[a-z][a-z0-9-]{1,40}$'),
    revision integer          not null check (revision >= 1),
    -- A list of one qipan.ecology.v1.ChecklistTemplate.
    content  jsonb            not null,
    primary key (name, revision)
);

create table checklist_item (
    id                uuid        primary key,
    version           bigint      not null check (version >= 1),
    state             text        not null check (state in ('OPEN', 'OVERDUE', 'DONE', 'WAIVED')),
    template          text collate "C" not null,
    template_revision integer     not null,
    point             text        not null,
    -- 2026-04
    month             text collate "C" not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
    owner             text        not null check (length(owner) between 1 and 100),
    supervisor        text        not null check (length(supervisor) between 1 and 100),
    due_at            timestamptz not null,
    -- A list of one qipan.ecology.v1.ChecklistItem, the truth; the columns beside it follow it.
    content           jsonb       not null,
    foreign key (template, template_revision) references checklist_template,
    constraint checklist_item_once_a_month unique (template, month, point)
);
create index checklist_item_of_owner on checklist_item (owner, id);
create index checklist_item_of_supervisor on checklist_item (supervisor, id);
create index checklist_item_of_month on checklist_item (month, id);
create index checklist_item_waiting on checklist_item (due_at) where state in ('OPEN', 'OVERDUE');
