-- Searches for missing people, the ground that is searched, and what the public is told. Nothing in here tells who it is but
-- missing_text, which is locked with a key that is not in the database (docs/security.md).
create table missing_search (
    id                 uuid        primary key,
    version            bigint      not null,
    state              text        not null check (state in ('going', 'held', 'closed')),
    incident_id        uuid        not null references incident,
    masked_name        text        not null check (length(masked_name) <= 100),
    age_group          text        not null check (age_group in ('MINOR', 'ADULT', 'AGE_UNKNOWN')),
    last_seen_at       timestamptz not null,
    last_seen_within_s integer     not null check (last_seen_within_s between 0 and 2592000),
    alerts             jsonb       not null,
    circles            jsonb       not null check (jsonb_array_length(circles) > 0),
    owner              text        not null check (owner <> ''),
    opened_at          timestamptz not null,
    drill              boolean     not null,
    -- When it is looked at again; of one that is held, until when.
    next_deadline_at   timestamptz,
    reminders          integer     not null check (reminders >= 0),
    held_by            text,
    hold_reason        text        check (length(hold_reason) <= 500),
    outcome            text        check (outcome in
                           ('FOUND_ALIVE', 'FOUND_DEAD', 'CAME_BACK', 'NOBODY_MISSING', 'HANDED_ON')),
    means              text        check (means in
                           ('BY_SECTOR', 'BY_PATROL', 'BY_NOTICE', 'BY_FAMILY', 'BY_AGENCY', 'BY_ITSELF', 'BY_OTHER_MEANS')),
    found_by           text,
    handed_to          text,
    happened_at        timestamptz,
    closed_at          timestamptz,
    closed_by          text,
    rationale          text        check (rationale <> '' and length(rationale) <= 2000),
    constraint missing_search_open_has_deadline check ((state <> 'closed') = (next_deadline_at is not null)),
    constraint missing_search_held_by_somebody
        check ((state = 'held') = (held_by is not null) and (state = 'held') = (hold_reason is not null)),
    constraint missing_search_closed_has_outcome check ((state = 'closed') = (outcome is not null
        and happened_at is not null and closed_at is not null and closed_by is not null and rationale is not null)),
    constraint missing_search_found_by_something check (outcome not in ('FOUND_ALIVE', 'FOUND_DEAD') or means is not null),
    constraint missing_search_handed_to_somebody check ((handed_to is not null) = (outcome is not distinct from 'HANDED_ON'))
);
create unique index missing_search_one_open_of_incident on missing_search (incident_id) where state <> 'closed';
create index missing_search_of_incident on missing_search (incident_id);
create index missing_search_work on missing_search (next_deadline_at) where next_deadline_at is not null;
create index missing_search_opened on missing_search (opened_at);

create table search_sector (
    id               uuid             primary key,
    version          bigint           not null,
    state            text             not null check (state in ('planned', 'assigned', 'searched', 'search_again')),
    search_id        uuid             not null references missing_search,
    label            text             not null check (label <> '' and length(label) <= 100),
    area             jsonb            not null,
    area_m2          double precision not null check (area_m2 >= 0),
    searcher         text             not null,
    passes           jsonb            not null,
    owner            text             not null check (owner <> ''),
    assigned_at      timestamptz,
    next_deadline_at timestamptz,
    reminders        integer          not null check (reminders >= 0),
    added_at         timestamptz      not null,
    constraint search_sector_assigned_has_deadline check ((state = 'assigned') = (next_deadline_at is not null)
        and (state = 'assigned') = (assigned_at is not null) and (state <> 'assigned' or searcher <> '')),
    constraint search_sector_searched_by_somebody
        check (state not in ('searched', 'search_again') or jsonb_array_length(passes) > 0)
);
create index search_sector_of_search on search_sector (search_id, id);
create index search_sector_work on search_sector (next_deadline_at) where next_deadline_at is not null;

create table missing_notice (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null check (state in ('draft', 'released', 'withdrawing', 'withdrawn', 'discarded')),
    search_id        uuid        not null references missing_search,
    facts            text[]      not null check (cardinality(facts) between 1 and 6),
    basis            text        not null check (basis in ('CONSENT', 'GUARDIAN', 'DUTY_TO_FIND')),
    given_as         text        not null check (length(given_as) <= 100),
    agreed           text[]      not null,
    citation         text        not null check (length(citation) <= 300),
    channels         jsonb       not null check (jsonb_array_length(channels) > 0),
    owner            text        not null check (owner <> ''),
    drafted_by       text        not null,
    drafted_at       timestamptz not null,
    released_by      text,
    released_at      timestamptz,
    withdrawn_by     text,
    withdrawn_at     timestamptz,
    withdraw_reason  text        check (length(withdraw_reason) <= 2000),
    next_deadline_at timestamptz,
    reminders        integer     not null check (reminders >= 0),
    constraint missing_notice_open_has_deadline
        check ((state in ('draft', 'released', 'withdrawing')) = (next_deadline_at is not null)),
    constraint missing_notice_tells_what_was_agreed check (facts <@ agreed),
    constraint missing_notice_rests_on_something
        check (case basis when 'DUTY_TO_FIND' then citation <> '' else given_as <> '' end),
    constraint missing_notice_two_people check (released_by <> drafted_by),
    constraint missing_notice_released
        check ((released_at is not null) = (released_by is not null)
            and (state in ('released', 'withdrawing', 'withdrawn')) = (released_at is not null)),
    constraint missing_notice_ended_by_somebody
        check ((withdrawn_at is not null) = (withdrawn_by is not null)
            and (withdrawn_at is not null) = (withdraw_reason is not null)
            and (state in ('withdrawing', 'withdrawn', 'discarded')) = (withdrawn_at is not null))
);
create index missing_notice_of_search on missing_notice (search_id, id);
create index missing_notice_work on missing_notice (next_deadline_at) where next_deadline_at is not null;

-- The person, the place of finding and the content of notices, each locked as its owner's.
create table missing_text (
    owner     text collate "C" primary key
                  check (owner ~ '^(missingSearches/[0-9a-f-]{36}(/found)?|missingNotices/[0-9a-f-]{36})$'),
    search_id uuid  not null references missing_search,
    key_id    text  not null check (length(key_id) between 1 and 100),
    locked    bytea not null check (length(locked) between 29 and 200000)
);
create index missing_text_of_search on missing_text (search_id);
create index missing_text_key on missing_text (key_id);
