-- Matters that other organisations hand to us.
create table referral (
    id                uuid        primary key,
    version           bigint      not null,
    state             text        not null
                                  check (state in ('offered', 'reminded', 'accepted', 'returned', 'completed')),
    over              boolean     not null generated always as (state in ('returned', 'completed')) stored,
    agency            text        not null check (agency ~ '^agencies/[a-z0-9-]{1,40}$'),
    reference         text        not null check (length(reference) between 1 and 50),
    matter            text        not null check (matter ~ '^[a-z][a-z0-9_]{1,60}$'),
    scope_version     integer     not null references scope_list,
    mode              text        not null check (mode in ('PUT_THROUGH', 'PUSHED', 'THREE_PARTY')),
    danger            boolean     not null,
    content           text        not null check (length(content) between 1 and 4000),
    locations         jsonb       not null,
    -- Masked.
    caller_id         text        not null check (length(caller_id) <= 100),
    consent           boolean     not null,
    drill             boolean     not null,
    after_id          uuid        references referral,
    round             integer     not null check (round > 0),
    owner             text        not null check (owner <> ''),
    next_deadline_at  timestamptz,
    their_received_at timestamptz,
    offered_at        timestamptz not null,
    decide_by         timestamptz not null,
    keep_by           timestamptz not null,
    answer_by         timestamptz not null,
    accepted_at       timestamptz,
    accepted_by       text,
    over_at           timestamptz,
    reason            text        not null check (length(reason) <= 2000),
    outcome           text        not null check (length(outcome) <= 60),
    call_id           uuid        unique references call,
    constraint referral_once unique (agency, reference),
    constraint referral_open_has_deadline check (over = (next_deadline_at is null)),
    constraint referral_over_has_reason check (over = (over_at is not null) and (not over or reason <> '')),
    constraint referral_ours_has_call check (state not in ('accepted', 'completed') or call_id is not null),
    constraint referral_ours_has_time check ((accepted_at is null) = (accepted_by is null)
        and (state in ('accepted', 'completed')) = (accepted_at is not null)),
    constraint referral_danger_has_call check (not danger or call_id is not null),
    constraint referral_completed_has_outcome check ((state = 'completed') = (outcome <> '')),
    constraint referral_again check ((after_id is null) = (round = 1))
);
create index referral_of_agency on referral (agency, id);
create index referral_after on referral (after_id) where after_id is not null;
-- What was returned is offered once more once. Danger goes out whatever was before.
create unique index referral_once_more on referral (after_id) where not danger;
create index referral_work on referral (next_deadline_at) where not over;

-- Who called them, locked as in caller_number, until it goes to the call or the matter goes back.
create table referral_number (
    referral_id uuid  primary key references referral,
    key_id      text  not null check (length(key_id) between 1 and 100),
    -- A nonce of 12 bytes, up to 100 characters, a tag of 16 bytes.
    locked      bytea not null check (length(locked) between 29 and 428)
);
create index referral_number_key on referral_number (key_id);
