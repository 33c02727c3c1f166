-- Agencies may take back what they have handed to us; what is being worked they ask for.
alter table referral
    add column withdrawal_state       text check (withdrawal_state in
                                          ('asked', 'reminded', 'granted', 'refused', 'overtaken')),
    add column withdrawal_reason      text check (withdrawal_reason <> '' and length(withdrawal_reason) <= 2000),
    add column withdrawal_asked_at    timestamptz,
    add column withdrawal_owner       text check (withdrawal_owner <> ''),
    add column withdrawal_deadline_at timestamptz,
    add column withdrawal_decided_at  timestamptz,
    add column withdrawal_decided_by  text check (withdrawal_decided_by <> ''),
    add column withdrawal_answer      text check (withdrawal_answer <> ''),
    drop constraint referral_state_check,
    add constraint referral_state_check
        check (state in ('offered', 'reminded', 'accepted', 'returned', 'completed', 'withdrawn')),
    drop constraint referral_ours_has_time,
    add constraint referral_ours_has_time check ((accepted_at is null) = (accepted_by is null)
        and (state = 'withdrawn' or (state in ('accepted', 'completed')) = (accepted_at is not null))),
    add constraint referral_withdrawal_is_whole check (
        (withdrawal_state is null) = (withdrawal_reason is null)
        and (withdrawal_state is null) = (withdrawal_asked_at is null)
        and (withdrawal_state is null) = (withdrawal_owner is null)),
    add constraint referral_withdrawal_has_deadline check (
        coalesce(withdrawal_state in ('asked', 'reminded'), false) = (withdrawal_deadline_at is not null)),
    add constraint referral_withdrawal_is_decided check (
        coalesce(withdrawal_state in ('granted', 'refused', 'overtaken'), false) = (withdrawal_decided_at is not null)
        and (withdrawal_decided_at is null) = (withdrawal_decided_by is null)
        and (withdrawal_decided_at is null) = (withdrawal_answer is null)),
    add constraint referral_withdrawal_is_about_work check (withdrawal_state is null or call_id is not null);
alter table referral
    alter column over set expression as (state in ('returned', 'completed', 'withdrawn'));
alter table referral
    add constraint referral_withdrawal_ends_with_it check (not (over and withdrawal_deadline_at is not null));
create index referral_withdrawal_work on referral (withdrawal_deadline_at) where withdrawal_deadline_at is not null;
