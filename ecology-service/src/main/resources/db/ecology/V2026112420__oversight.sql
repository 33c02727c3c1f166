-- Task forces, supervision orders, campaigns, joint operations, consultations. Nothing is deleted.

create table oversight_entry (
    id          uuid        primary key,
    -- First word of its name.
    kind        text        not null check (kind in
        ('targetedCases', 'supervisionOrders', 'campaigns', 'jointOperations', 'consultations')),
    version     bigint      not null check (version >= 1),
    state       text        not null check (state <> ''),
    -- What it is about, `cases/{uuid}` mostly.
    subject     text        check (subject <> ''),
    -- `agencies/{code}` of those that take part.
    parties     text[]      not null,
    -- When its deadline stands.
    next_due_at timestamptz,
    -- The message of its kind in qipan.ecology.v1, the truth; the columns before follow it.
    entry       bytea       not null
);
create index oversight_entry_of_kind on oversight_entry (kind, id);
create index oversight_entry_of_subject on oversight_entry (subject, kind, id) where subject is not null;
create index oversight_entry_of_party on oversight_entry using gin (parties);
-- One file, one task force.
create unique index oversight_entry_one_task_force on oversight_entry (subject)
    where kind = 'targetedCases' and state = 'ACTIVE';
