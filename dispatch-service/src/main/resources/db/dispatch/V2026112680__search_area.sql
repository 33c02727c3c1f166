-- Where an incident without a place may be, with the facts that say so.
create table search_area (
    id               uuid             primary key,
    version          bigint           not null,
    state            text             not null check (state in ('open', 'place_found', 'given_up', 'ended')),
    incident_id      uuid             not null references incident,
    -- As qipan.dispatch.v1.SearchFact, in the order in which they were told.
    facts            jsonb            not null check (jsonb_array_length(facts) between 1 and 50),
    -- The location that was put on an incident last: on which, its number there, and the ground that holds 80 %.
    put_on           uuid             references incident,
    put_location     integer          check (put_location > 0),
    put_area_m2      double precision check (put_area_m2 > 0),
    put_at           timestamptz,
    owner            text             not null check (owner <> ''),
    opened_by        text             not null check (opened_by <> ''),
    opened_at        timestamptz      not null,
    drill            boolean          not null,
    next_deadline_at timestamptz,
    reminders        integer          not null check (reminders >= 0),
    over_at          timestamptz,
    over_by          text             check (over_by <> ''),
    over_reason      text             check (over_reason <> '' and length(over_reason) <= 2000),
    constraint search_area_open_has_deadline check ((state = 'open') = (next_deadline_at is not null)),
    constraint search_area_over_says_why check ((state = 'open') = (over_at is null) and (state = 'open') = (over_by is null)
        and (state = 'open') = (over_reason is null)),
    constraint search_area_put_as_a_whole check ((put_on is null) = (put_location is null)
        and (put_on is null) = (put_area_m2 is null) and (put_on is null) = (put_at is null))
);
create unique index search_area_one_open_of_incident on search_area (incident_id) where state = 'open';
create index search_area_of_incident on search_area (incident_id, id);
create index search_area_open on search_area (id) where state = 'open';
create index search_area_work on search_area (next_deadline_at) where next_deadline_at is not null;
