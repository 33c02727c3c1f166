-- One command to many, and what each recipient owes. Nothing is deleted.
create table command_order (
    id                   uuid        primary key,
    version              bigint      not null,
    kind                 text        not null check (kind in ('INFORM', 'EXECUTE')),
    title                text        not null check (title <> '' and length(title) <= 100),
    text                 text        not null check (text <> '' and length(text) <= 4000),
    basis                text        not null check (length(basis) <= 60),
    exercise             boolean     not null,
    issuer               text        not null check (issuer <> ''),
    owner                text        not null check (owner <> ''),
    issued_at            timestamptz not null,
    acknowledge_within_s integer     not null check (acknowledge_within_s between 10 and 86400),
    done_by              timestamptz,
    recipients           integer     not null check (recipients between 1 and 10000),
    state                text        not null check (state in ('open', 'complete', 'withdrawn')),
    next_deadline_at     timestamptz,
    completed_at         timestamptz,
    withdrawn_at         timestamptz,
    withdrawn_by         text,
    withdraw_reason      text check (length(withdraw_reason) <= 500),
    constraint command_execute_has_limit check ((kind = 'EXECUTE') = (done_by is not null)),
    constraint command_open_has_deadline check (state <> 'open' or next_deadline_at is not null),
    constraint command_complete_since check (state <> 'complete' or completed_at is not null),
    constraint command_withdrawn_by_somebody check
        ((state = 'withdrawn') = (withdrawn_at is not null) and (state = 'withdrawn') = (withdrawn_by is not null)
            and (state = 'withdrawn') = (withdraw_reason is not null)
            and (state <> 'withdrawn' or next_deadline_at is null))
);
create index command_order_owed on command_order (next_deadline_at) where next_deadline_at is not null;

create table command_notice (
    id              uuid             primary key,
    version         bigint           not null,
    order_id        uuid             not null references command_order,
    recipient       text collate "C" not null check (recipient ~ '^(units|posts)/[A-Za-z0-9-]{1,40}$'),
    state           text             not null check (state in
                        ('sent', 'delivered', 'acknowledged', 'done', 'failed', 'declined', 'excused', 'withdrawn')),
    sent_at         timestamptz      not null,
    told_at         timestamptz      not null,
    acknowledge_by  timestamptz      not null,
    reminded        boolean          not null,
    next_at         timestamptz,
    escalated_at    timestamptz,
    delivered_at    timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    ended_at        timestamptz,
    ended_by        text,
    reason          text             not null check (length(reason) <= 1000),
    by_voice        boolean          not null,
    handovers       integer          not null check (handovers >= 0),
    constraint command_notice_once unique (order_id, recipient),
    constraint command_notice_clock check ((next_at is not null) = (ended_at is null and escalated_at is null)),
    constraint command_notice_ended check
        ((state not in ('sent', 'delivered') or ended_at is null) and (state in ('sent', 'delivered', 'acknowledged')
            or ended_at is not null) and (ended_at is not null) = (ended_by is not null)),
    constraint command_notice_acknowledged check
        ((acknowledged_at is not null) = (acknowledged_by is not null)
            and (state <> 'acknowledged' or acknowledged_at is not null))
);
create index command_notice_of_recipient on command_notice (recipient, id);
create index command_notice_owed on command_notice (order_id, next_at) where ended_at is null;
create index command_notice_owed_by on command_notice (recipient) where ended_at is null;
comment on column command_notice.told_at is 'When the crew on duty was told: after a handover later than sent_at';
