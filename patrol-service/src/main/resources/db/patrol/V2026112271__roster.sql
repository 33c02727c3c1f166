-- Shifts. Nothing is deleted. The crew stands in the shift as it is told, and beside it for the constraint.
create table shift (
    id         uuid primary key,
    version    bigint                not null,
    unit_name  text collate "C"      not null references unit,
    station    text references station,
    from_at    timestamptz           not null,
    until_at   timestamptz           not null,
    crew       jsonb                 not null check (jsonb_array_length(crew) > 0),
    state      text                  not null
               check (state in ('planned', 'running', 'handing_over', 'ended', 'cancelled')),
    started_at timestamptz,
    started_by text,
    ended_at   timestamptz,
    end_notes  text                  not null,
    handover   jsonb                 not null check (jsonb_array_length(handover) <= 1),
    constraint lasts_a_while check (until_at > from_at),
    constraint started_by_somebody check
        ((started_at is null) = (started_by is null) and (started_at is null) = (state in ('planned', 'cancelled'))),
    constraint ended_when_over check ((ended_at is not null) = (state in ('ended', 'cancelled'))),
    constraint hands_something_over check (state <> 'handing_over' or jsonb_array_length(handover) = 1)
);
create unique index one_running_shift_per_unit on shift (unit_name) where state in ('running', 'handing_over');
create index shift_of_unit on shift (unit_name, from_at);
comment on column shift.crew is 'Array of qipan.patrol.v1.CrewMember';
comment on column shift.handover is 'Array of at most one qipan.patrol.v1.Handover';

create table shift_crew (
    shift_id uuid             not null references shift,
    member   text collate "C" not null,
    on_duty  boolean          not null,
    primary key (shift_id, member)
);
create unique index one_running_shift_per_member on shift_crew (member) where on_duty;
create index shift_crew_of_member on shift_crew (member, shift_id);
