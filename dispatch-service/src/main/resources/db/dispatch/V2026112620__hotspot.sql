-- An analysis of hotspots never changes: the message of the contract is kept as it was answered, as an array of one.
create table hotspot_analysis (
    id       uuid        primary key,
    made_at  timestamptz not null,
    made_by  text        not null check (made_by <> ''),
    analysis jsonb       not null check (jsonb_array_length(analysis) = 1)
);
comment on column hotspot_analysis.analysis is 'Array of one qipan.dispatch.v1.HotspotAnalysis';

-- Patterns go by the time of the act.
create index incident_act_at on incident (act_at);

-- What is done about a hotspot.
create table rectification (
    id               uuid        primary key,
    version          bigint      not null,
    state            text        not null check (state in ('open', 'under_way', 'done', 'assessed', 'withdrawn')),
    over             boolean     not null generated always as (state in ('assessed', 'withdrawn')) stored,
    analysis_id      uuid        not null references hotspot_analysis,
    hotspot          integer     not null check (hotspot > 0),
    type             text        not null references incident_type,
    owner            text        not null check (owner <> ''),
    due_at           timestamptz not null,
    measures         text        not null check (measures <> '' and length(measures) <= 4000),
    compared_days    integer     not null check (compared_days between 7 and 180),
    opened_at        timestamptz not null,
    opened_by        text        not null check (opened_by <> ''),
    next_deadline_at timestamptz,
    reminders        integer     not null check (reminders >= 0),
    started_at       timestamptz,
    done_at          timestamptz,
    done             text        check (done <> '' and length(done) <= 4000),
    assessment       jsonb,
    withdrawn_at     timestamptz,
    withdrawn_by     text        check (withdrawn_by <> ''),
    withdraw_reason  text        check (withdraw_reason <> '' and length(withdraw_reason) <= 500),
    constraint rectification_open_has_deadline check (over = (next_deadline_at is null)),
    constraint rectification_started check (state in ('open', 'withdrawn') or started_at is not null),
    constraint rectification_done_says_what
        check ((state in ('done', 'assessed')) = (done_at is not null) and (done_at is null) = (done is null)),
    constraint rectification_assessed_by_numbers check ((state = 'assessed') = (assessment is not null)),
    constraint rectification_withdrawn_by_somebody
        check ((state = 'withdrawn') = (withdrawn_at is not null) and (state = 'withdrawn') = (withdrawn_by is not null)
            and (state = 'withdrawn') = (withdraw_reason is not null))
);
create unique index rectification_one_of_hotspot on rectification (analysis_id, hotspot) where state <> 'withdrawn';
create index rectification_open on rectification (next_deadline_at) where not over;
comment on column rectification.assessment is 'Array of one qipan.dispatch.v1.EffectAssessment';
